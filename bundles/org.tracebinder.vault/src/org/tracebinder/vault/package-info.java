// SPDX-License-Identifier: Apache-2.0
/** Tracebinder: vault. */
package org.tracebinder.vault;
