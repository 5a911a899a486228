// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * The network sockets that this process has open at one moment, as the kernel tells. Only Linux tells without help from
 * outside. It says nothing about a moment before or after.
 *
 * @param known true when the kernel told
 * @param found the network sockets (TCP, UDP, raw), empty when there are none or nothing is known
 * @param local sockets that can't leave this computer, such as the one to the screen
 */
public record OpenConnections(boolean known, List<Connection> found, int local) {

    private static final Path SELF = Path.of("/proc/self");
    private static final List<String> TABLES = List.of("tcp", "tcp6", "udp", "udp6", "udplite", "udplite6",
            "raw", "raw6");
    private static final String SOCKET = "socket:[";
    private static final int COLUMN_LOCAL = 1;
    private static final int COLUMN_REMOTE = 2;
    private static final int COLUMN_INODE = 9;

    /**
     * A network socket.
     *
     * @param protocol such as {@code tcp6}
     * @param local    address and port on this computer
     * @param remote   address and port of the other side, zeros when there is none
     */
    public record Connection(String protocol, String local, String remote) {
    }

    /**
     * Looks now.
     *
     * @throws IOException when the kernel's tables are there and can't be read
     */
    public static OpenConnections now() throws IOException {
        if (!Files.isDirectory(SELF.resolve("fd")) || !Files.isReadable(SELF.resolve("net/tcp"))) {
            return new OpenConnections(false, List.of(), 0);
        }
        Set<String> sockets = sockets();
        List<Connection> found = new ArrayList<>();
        for (String table : TABLES) {
            Path file = SELF.resolve("net").resolve(table);
            if (Files.isReadable(file)) {
                for (String line : Files.readAllLines(file)) {
                    String[] columns = line.strip().split("\\s+");
                    if (columns.length > COLUMN_INODE && sockets.remove(columns[COLUMN_INODE])) {
                        found.add(new Connection(table, address(columns[COLUMN_LOCAL]),
                                address(columns[COLUMN_REMOTE])));
                    }
                }
            }
        }
        return new OpenConnections(true, List.copyOf(found), sockets.size());
    }

    private static Set<String> sockets() throws IOException {
        Set<String> inodes = new HashSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(SELF.resolve("fd"))) {
            for (Path file : files) {
                try {
                    String target = Files.readSymbolicLink(file).toString();
                    if (target.startsWith(SOCKET)) {
                        inodes.add(target.substring(SOCKET.length(), target.length() - 1));
                    }
                } catch (NoSuchFileException e) {
                    // Closed by another thread while we looked: it is not open now.
                    continue;
                }
            }
        }
        return inodes;
    }

    /** The kernel writes addresses as words of 32 bits in the order of the processor, ports as they are. */
    private static String address(String hex) {
        int colon = hex.indexOf(':');
        byte[] bytes = HexFormat.of().parseHex(hex.substring(0, colon));
        boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
        for (int word = 0; little && word + 3 < bytes.length; word += 4) {
            byte a = bytes[word];
            byte b = bytes[word + 1];
            bytes[word] = bytes[word + 3];
            bytes[word + 1] = bytes[word + 2];
            bytes[word + 2] = b;
            bytes[word + 3] = a;
        }
        StringBuilder words = new StringBuilder();
        if (bytes.length == 4) {
            for (byte part : bytes) {
                words.append(words.isEmpty() ? "" : ".").append(part & 0xff);
            }
        } else {
            String all = HexFormat.of().formatHex(bytes);
            for (int i = 0; i < all.length(); i += 4) {
                words.append(i == 0 ? "[" : ":").append(all, i, i + 4);
            }
            words.append(']');
        }
        return words + ":" + Integer.parseInt(hex.substring(colon + 1), 16);
    }
}
