// SPDX-License-Identifier: Apache-2.0
/**
 * Widgets of the workbench that know no binder: event table, time histogram, facets, query field, raw bytes. All live
 * on
 * the user-interface thread and ask for their data in the background through {@link
 * org.tracebinder.ui.widgets.Workers}.
 */
package org.tracebinder.ui.widgets;
