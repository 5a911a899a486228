// SPDX-License-Identifier: Apache-2.0
/** Tracebinder: index. */
package org.tracebinder.index;
