// SPDX-License-Identifier: Apache-2.0
/** The common event, ids, digests and progress: what every other bundle speaks of. */
package org.tracebinder.core;
