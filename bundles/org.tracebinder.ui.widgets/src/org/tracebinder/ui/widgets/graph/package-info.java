// SPDX-License-Identifier: Apache-2.0
/** Graphs: what they hold, the part of them that is shown, where its boxes stand, and the canvas that draws them. */
package org.tracebinder.ui.widgets.graph;
