// SPDX-License-Identifier: Apache-2.0

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets the floor answer questions whose right answers nobody worked out, where a trail is too large for that: then the
 * product's answers are held against the floor's. A phrase with more than ten hits is left out, since which ten are
 * shown is not said.
 */
final class FloorAnswers {

    private FloorAnswers() {
    }

    /** Takes the folder of the trail, the folder of the floor's index, the questions, and the file that is written. */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        RawLucene.Ask floor = new RawLucene.Ask(folder, Path.of(args[1]));
        List<String> out = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(args[2]))) {
            String[] f = line.split("\t", -1);
            String[] parameters = new String[f.length - 2];
            System.arraycopy(f, 2, parameters, 0, parameters.length);
            String answer = floor.ask(new Bench.Q(f[0], "", parameters));
            int colon = answer.indexOf(':');
            if (!f[0].equals("q1") || Integer.parseInt(answer.substring(0, colon)) <= 10) {
                f[1] = answer;
                out.add(String.join("\t", f));
            }
        }
        Files.write(Path.of(args[3]), out);
        System.out.println(out.size());
    }
}
