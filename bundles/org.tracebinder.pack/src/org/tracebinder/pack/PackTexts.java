// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

/** The words for whoever opens a pack without our program. */
final class PackTexts {

    static final String README = """
            EVIDENCE PACK

            Start with data/report/report.pdf, or report.html beside it (any browser, no network): they say the same.
            VERIFY.txt says how to check this pack without the program that made it.

            data/engagement.json            whose system, which engagement, as of when
            data/sources/sources.json       every imported file: size, SHA-256, format, totals
            data/evidence/records.jsonl     exported records, one JSON object per line (RFC 8785 canonical form):
                                              id       S3:1042 = record 1042 of source S3
                                              offset, length   place in the content of the source
                                              sha256   of the record's original bytes
                                              leaf     SHA-256 over a zero byte and the original bytes
                                              events   what the record says happened, in a common form
            data/evidence/original/S3.bin   original bytes of the exported records of S3, one after the other; the
                                            records' "original" says where each begins (not in masked packs)
            data/proofs/tree-heads.json     per source: number of records and root of the RFC 9162 hash tree over them
            data/proofs/inclusion.jsonl     per exported record: its place in the tree and the audit path to the root
            data/proofs/stages.json         the tree over the sources after each import, with proofs that it only grew
            data/proofs/consistency.json    where a source came in stages: proof that later stages only appended
            data/custody/custody.jsonl      every act on the binder, as a hash chain; head.json: count and last hash
            data/queries/queries.json       queries with their totals; Qn.ids.txt lists what they found, in order
            data/proofs/tree-heads.dsse.json   the same heads as a signed statement (DSSE, in-toto), in signed packs
            data/controls/                  catalogues as used, their assessment, results of the checks
            data/controls/matrix.*          every control with its result, as CSV and as a workbook
            data/controls/requests.*        what the trail can't show, and what to ask for
            data/controls/findings.*        checks that found something, and the auditor's findings
            data/oscal/                     catalogue, assessment plan, assessment results and open points as OSCAL JSON
            data/findings                   the auditor's findings, when there are any
            data/sampling/samples.json      samples: how they were drawn, what was found, what that shows; the rule \
            of the
                                            draw. Pn.population.txt is what each was drawn from; selection.* its items
            data/evidence/documents.json    documents that the auditor attached, with digests; those that are in the \
            pack
                                            lie in data/evidence/documents, the others say why not
            data/redaction/log.jsonl        what was masked, by which rule, with a salted commitment (masked packs)
            data/redaction/rules.json       what was masked on purpose, and how a commitment is made (masked packs)
            data/report/report.pdf, .html   all of this for people; the PDF is PDF/A-3u and PDF/UA-1
            data/verify.py                  checks the pack with Python 3 and nothing else
            bagit.txt, bag-info.txt, manifest-*.txt, tagmanifest-*.txt    BagIt 1.0 (RFC 8493)
            signature/tagmanifest-sha256.p7s   CMS signature over tagmanifest-sha256.txt, when the pack is signed
            signature/signer.pem            the certificate of the signer
            signature/tagmanifest-sha256.tsq   RFC 3161 query over the same file, to carry to a time stamp authority
            signature/tagmanifest-sha256.tsr   the authority's reply, when it was put in later
            signature/sha256.txt            digests of the files in signature/, which no manifest can list

            The zip is stored, not compressed, in one fixed layout, so that each of its bytes can be checked and the
            same state gives the same file. Compress it for transport if you like, and unpack it again before checking.
            """;

    static final String VERIFY = """
            HOW TO CHECK THIS PACK

            1. Every file is as it was written (any BagIt validator, or with coreutils in the folder of this file):
                 sha256sum -c tagmanifest-sha256.txt
                 sha256sum -c manifest-sha256.txt
               No other file may lie under data/.
            2. Who vouches for it, when signature/tagmanifest-sha256.p7s is there:
                 openssl cms -verify -binary -inform DER -in signature/tagmanifest-sha256.p7s \\
                   -content tagmanifest-sha256.txt -CAfile TRUSTED-ROOT.pem -purpose any -out /dev/null
               TRUSTED-ROOT.pem comes from you, not from this pack. Ed25519 signatures need OpenSSL 4.0 for that; with
               an older one (it can't do without a digest there, which Ed25519 has none of), when
               signature/tagmanifest-sha256.ed25519 is there:
                 openssl verify -CAfile TRUSTED-ROOT.pem signature/signer.pem
                 openssl x509 -in signature/signer.pem -pubkey -noout -out signer-key.pem
                 openssl pkeyutl -verify -rawin -pubin -inkey signer-key.pem -in tagmanifest-sha256.txt \\
                   -sigfile signature/tagmanifest-sha256.ed25519
            3. Records, proofs, import stages, custody ledger, query results, samples, documents, with Python 3 and \
            its standard library only:
                 python3 data/verify.py .
               The script is short; read it before you trust it. It also takes the zip itself. Masked values that were
               opened to you: python3 data/verify.py . OPENED.jsonl holds them against the commitments of this pack.
               data/proofs/stages.json has the head of the tree over the sources after each import. A head that you were
               told at an earlier time must be among them: then what was imported by then is still there, unchanged.
            4. The same and the layout of the zip, byte for byte, with the program:
                 tracebinder verify PACK.zip
            5. When it existed: have signature/tagmanifest-sha256.tsq stamped by an authority of your choice, and check
                 openssl ts -verify -data tagmanifest-sha256.txt -in REPLY.tsr -CAfile AUTHORITY-ROOT.pem
               The program takes a reply that lies beside the pack as PACK.zip.tsr, or in it as
               signature/tagmanifest-sha256.tsr.
            6. The tree heads alone, in a signed pack: data/proofs/tree-heads.dsse.json is a DSSE envelope with an
               in-toto statement, signed with the same key. With a head, one record and its proof stand for themselves.
            7. OSCAL files against the NIST schemas (they say 1.2.2 and use what 1.1.3 has, too), the report with \
            veraPDF
               (PDF/A-3u, PDF/UA-1).

            WHAT THIS DOES NOT PROVE

            That the sources were complete or true when they were imported. That nothing happened which nobody recorded.
            Who stands behind a signature, unless you trust the certificate for other reasons. When the pack was made,
            unless a time stamp says so. An unsigned pack can be made anew as a whole: compare its custody head with one
            that you got another way. The absence of a record: the trees prove what is in them, not what is not.
            In a masked pack, that hidden words stay hidden from somebody who can guess them: digests and leaf hashes
            are those of the whole original record, and a guess of all its hidden words can be tested against them.
            """;

    private PackTexts() {
    }
}
