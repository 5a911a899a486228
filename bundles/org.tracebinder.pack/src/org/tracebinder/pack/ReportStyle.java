// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

/** How the report looks: on screens light and dark, on paper black on white. Contrast is 4.5 to 1 or more. */
final class ReportStyle {

    static final String CSS = """
            :root { --ink: #1c2430; --soft: #55606e; --line: #d5dae1; --paper: #ffffff; --band: #f4f6f9;
              --accent: #17406d; --ok: #1c6b3c; --bad: #a3221b; --mix: #8a5300; --none: #55606e; --doc: #3d4f9e; }
            @media (prefers-color-scheme: dark) {
              :root { --ink: #e6e9ee; --soft: #a9b2bf; --line: #3a4350; --paper: #161b22; --band: #1f2630;
                --accent: #9cc4f0; --ok: #7fd19b; --bad: #ff9c94; --mix: #f0bd6a; --none: #a9b2bf; --doc: #b3bff5; } }
            * { box-sizing: border-box; }
            html { background: var(--paper); color: var(--ink);
              font: 16px/1.5 "Segoe UI", "Helvetica Neue", Arial, "Liberation Sans", sans-serif; }
            body { max-width: 72rem; margin: 0 auto; padding: 2.5rem 1.5rem 4rem; }
            header { border-top: 6px solid var(--accent); padding-top: 1.25rem; }
            h1 { font-size: 2.1rem; line-height: 1.2; font-weight: 600; margin: 0 0 1.25rem; }
            h2 { font-size: 1.35rem; font-weight: 600; color: var(--accent); border-bottom: 1px solid var(--line);
              padding-bottom: .3rem; margin: 2.75rem 0 1rem; }
            h3 { font-size: 1.05rem; margin: 1.75rem 0 .5rem; }
            p { max-width: 46rem; margin: .6rem 0; }
            .kind { text-transform: uppercase; letter-spacing: .08em; font-size: .8rem; color: var(--soft); margin: 0; }
            .by, small { color: var(--soft); font-size: .85rem; }
            a { color: var(--accent); }
            code { font: .85em/1.4 Consolas, "DejaVu Sans Mono", Menlo, monospace; overflow-wrap: anywhere; }
            dl { display: grid; gap: .35rem; margin: 0; }
            dl > div { display: grid; grid-template-columns: 12rem 1fr; gap: 1rem; }
            dt { color: var(--soft); }
            dd { margin: 0; overflow-wrap: anywhere; }
            nav ol { columns: 2; padding-left: 1.4rem; margin: 0; }
            nav h2 { font-size: 1rem; border: 0; margin: 2rem 0 .4rem; padding: 0; }
            .wide { overflow-x: auto; margin: 1rem 0; }
            .wide:focus-visible, a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
            table { border-collapse: collapse; width: 100%; font-size: .9rem; }
            caption { text-align: left; color: var(--soft); font-size: .85rem; padding-bottom: .35rem; }
            th, td { text-align: left; vertical-align: top; padding: .45rem .6rem;
              border-bottom: 1px solid var(--line); }
            td { overflow-wrap: break-word; }
            thead th { background: var(--band); font-weight: 600; border-bottom: 2px solid var(--line); }
            tbody th { font-weight: 600; min-width: 4.5rem; }
            .n { text-align: right; font-variant-numeric: tabular-nums; }
            td.n { white-space: nowrap; }
            .said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
            .mark { display: inline-block; border: 1px solid currentColor; border-radius: 3px; padding: 0 .45em;
              font-size: .85em; font-weight: 600; white-space: nowrap; }
            .r-supported { color: var(--ok); } .r-gap, .r-failed { color: var(--bad); } .r-mixed { color: var(--mix); }
            .r-not-assessable { color: var(--none); border-style: dashed; } .r-documents-only { color: var(--doc); }
            .r-not-applicable { color: var(--none); }
            .legend { margin-top: 1rem; font-size: .9rem; }
            figure { margin: 1rem 0; } figcaption { color: var(--soft); font-size: .85rem; }
            .bar { display: grid; grid-template-columns: 12rem 1fr; gap: 1rem; margin: .35rem 0; align-items: center; }
            .bar > div { display: flex; gap: 2px; }
            .bar i { font-style: normal; font-size: .8rem; font-weight: 600; text-align: center; min-width: 1.6rem;
              border: 1px solid currentColor; border-bottom-width: 5px; }
            @media (max-width: 40rem) { dl > div, .bar { grid-template-columns: 1fr; gap: 0; } nav ol { columns: 1; } }
            @media print {
              :root { --ink: #000; --soft: #333; --line: #999; --paper: #fff; --band: #eee; --accent: #000; --ok: #000;
                --bad: #000; --mix: #000; --none: #000; --doc: #000; }
              @page { margin: 18mm 16mm; }
              html { font-size: 10.5pt; } body { max-width: none; padding: 0; }
              .wide { overflow: visible; } thead { display: table-header-group; } tr { break-inside: avoid; }
              h2, h3 { break-after: avoid; } nav { display: none; } a { color: inherit; text-decoration: none; } }
            """;

    private ReportStyle() {
    }
}
