// SPDX-License-Identifier: Apache-2.0
/** The product: application, window and perspectives. Views, commands and dialogs are in {@code org.tracebinder.ui}. */
package org.tracebinder.rcp;
