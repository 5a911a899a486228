# SPDX-License-Identifier: Apache-2.0
"""Measures the window: a copy of the product gets one more bundle that sits in the workbench and takes the times."""
import os
import shutil
import subprocess
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
FIGURES = ["start ms", "counted ms", "events", "first rows p50 ms", "first rows p95 ms", "jump p50 ms", "jump p95 ms", "jump max ms",
           "scroll p50 ms", "scroll p95 ms", "busy ms", "heap MB"]


def equipped(app, java, work):
    """A copy of the product with the measuring bundle in it."""
    copy = os.path.join(work, "window-app")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(app, copy, symlinks=True)
    classes = os.path.join(work, "window-classes")
    shutil.rmtree(classes, ignore_errors=True)
    os.makedirs(classes)
    plugins = os.path.join(copy, "plugins")
    subprocess.run([java + "c", "-nowarn", "--release", "21", "-d", classes, "-cp", os.path.join(plugins, "*"),
                    os.path.join(HERE, "WindowBench.java")], check=True)
    shutil.copy(os.path.join(HERE, "plugin.xml"), classes)
    name = "org.tracebinder.bench.window_1.0.0.jar"
    subprocess.run([os.path.join(os.path.dirname(java), "jar"), "-c", "-f", os.path.join(plugins, name), "-m",
                    os.path.join(HERE, "MANIFEST.MF"), "-C", classes, "."], check=True)
    info = os.path.join(copy, "configuration", "org.eclipse.equinox.simpleconfigurator", "bundles.info")
    with open(info, "a") as f:
        f.write("org.tracebinder.bench.window,1.0.0,plugins/%s,4,false\n" % name)
    shutil.rmtree(os.path.join(copy, "configuration", "org.eclipse.osgi"), ignore_errors=True)
    return copy


def measure(app, java, binder, work, rounds):
    """The figures of some starts on a virtual screen; the first start is not counted: it fills the caches."""
    copy = equipped(app, java, work)
    home = tempfile.mkdtemp(prefix="home-", dir=work)
    rows = []
    for _ in range(rounds + 1):
        out = os.path.join(work, "window.tsv")
        if os.path.exists(out):
            os.remove(out)
        env = dict(os.environ, TRACEBINDER_HOME=home, GDK_BACKEND="x11", NO_AT_BRIDGE="1",
                   TRACEBINDER_JAVA_OPTIONS="-Xmx1g -Dtracebinder.bench.out=" + out)
        with open(os.path.join(work, "window.log"), "w") as log:
            subprocess.run(["xvfb-run", "-a", "-s", "-screen 0 1280x800x24", os.path.join(copy, "tracebinder"), binder],
                           env=env, stdout=log, stderr=log, timeout=1200, check=False)
        if not os.path.exists(out):
            raise SystemExit("The window did not come to an end; see " + log.name)
        found = dict(line.rstrip("\n").split("\t", 1) for line in open(out))
        if "failed" in found:
            raise SystemExit("The window failed: " + found["failed"])
        rows.append({k: found[k] for k in FIGURES if k in found})
    return rows[1:]
