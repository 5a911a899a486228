// SPDX-License-Identifier: Apache-2.0
/** Tracebinder: session. */
package org.tracebinder.session;
