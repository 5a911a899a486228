// SPDX-License-Identifier: Apache-2.0
/** Tracebinder: pack. */
package org.tracebinder.pack;
