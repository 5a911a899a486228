// SPDX-License-Identifier: Apache-2.0
/** Tracebinder: trace. */
package org.tracebinder.trace;
