// SPDX-License-Identifier: Apache-2.0
/** Dated price lists, and what inferences cost by them beside what their sources claim. Exact decimals throughout. */
package org.tracebinder.session.cost;
