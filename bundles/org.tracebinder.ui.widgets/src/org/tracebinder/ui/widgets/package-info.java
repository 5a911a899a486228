// SPDX-License-Identifier: Apache-2.0
/** Tracebinder: widgets. */
package org.tracebinder.ui.widgets;
