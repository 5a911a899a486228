// SPDX-License-Identifier: Apache-2.0
/** What differs: between two exports, two trails, two events, two sets of events. Results only; Binder asks. */
package org.tracebinder.session.compare;
