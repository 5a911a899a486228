// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Progress;

/** The self-test must be able to find a socket, else finding none says nothing. */
class OpenConnectionsTest {

    private static List<String> local() throws Exception {
        return OpenConnections.now().found().stream().map(OpenConnections.Connection::local).toList();
    }

    @Test
    void aSocketIsSeenWhileItIsOpen() throws Exception {
        Assumptions.assumeTrue(OpenConnections.now().known(), "this system does not tell a process of its sockets");
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            port = socket.getLocalPort();
            List<String> seen = local();
            assertTrue(seen.stream().anyMatch(a -> a.endsWith(":" + port)), seen.toString());
            assertTrue(seen.stream().anyMatch(a -> a.contains("127.0.0.1") || a.contains("7f00:0001")),
                    seen.toString());
        }
        assertFalse(local().stream().anyMatch(a -> a.endsWith(":" + port)));
    }

    @Test
    void workOnABinderOpensNone(@TempDir Path folder) throws Exception {
        Assumptions.assumeTrue(OpenConnections.now().known(), "this system does not tell a process of its sockets");
        List<OpenConnections.Connection> before = OpenConnections.now().found();
        try (Binder binder = Binder.create(folder.resolve("n.binder"), "Network", null)) {
            binder.importPaths(Samples.trail(), ImportOptions.DEFAULT, Progress.NONE);
            assertEquals(before, OpenConnections.now().found());
        }
    }
}
