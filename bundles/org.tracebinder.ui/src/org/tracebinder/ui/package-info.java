// SPDX-License-Identifier: Apache-2.0
/** Tracebinder: workbench parts. */
package org.tracebinder.ui;
