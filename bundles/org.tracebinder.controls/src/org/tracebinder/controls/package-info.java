// SPDX-License-Identifier: Apache-2.0
/** Tracebinder: controls. */
package org.tracebinder.controls;
