// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.eclipse.core.commands.Command;
import org.eclipse.ui.commands.ICommandService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.ui.Parts;

/** Commands of the platform that lead nowhere here, such as those of editors, are offered nowhere. */
class AbsentTest {

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        Bench.close();
    }

    private static List<String> offered() {
        ICommandService commands = Bench.service(ICommandService.class);
        return Arrays.stream(commands.getDefinedCommands()).filter(Command::isHandled).filter(Command::isEnabled)
                .map(Command::getId).sorted().toList();
    }

    @Test
    void nothingIsOfferedForWhatThereIsNot() {
        Bench.sample(folder);
        Bench.perspective(Parts.PERSPECTIVE_CUSTODY);
        List<String> now = offered();
        assertTrue(now.contains("org.tracebinder.ui.importFiles"), now.toString());
        assertEquals(List.of(), now.stream().filter(AbsentTest::leadsNowhere).toList());
    }

    private static boolean leadsNowhere(String id) {
        return id.matches("org\\.eclipse\\.ui\\.window\\.(.*[eE]ditor.*|spy)")
                || id.matches("org\\.eclipse\\.ui\\.file\\.(close|closeAll|closeOthers|save|saveAll|saveAs|print)");
    }
}
