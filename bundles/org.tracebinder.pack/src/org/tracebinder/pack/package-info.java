// SPDX-License-Identifier: Apache-2.0
/**
 * Evidence packs: written by {@link org.tracebinder.pack.PackWriter} from a
 * {@link org.tracebinder.pack.PackContent}, checked without a binder by {@link org.tracebinder.pack.PackVerifier}.
 */
package org.tracebinder.pack;
