// SPDX-License-Identifier: Apache-2.0
/** Tracebinder: formats. */
package org.tracebinder.formats;
