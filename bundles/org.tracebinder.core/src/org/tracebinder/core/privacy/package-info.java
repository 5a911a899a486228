// SPDX-License-Identifier: Apache-2.0
/** Finds personal data that stands in clear in words, without keeping the values. */
package org.tracebinder.core.privacy;
