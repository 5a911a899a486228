// SPDX-License-Identifier: Apache-2.0
/**
 * Control catalogues, checks of a trail, and what the checks say about each control. Evidence, not verdicts: a check
 * shows supporting and contrary records, a control shows its checks and what the trail cannot show.
 */
package org.tracebinder.controls;
