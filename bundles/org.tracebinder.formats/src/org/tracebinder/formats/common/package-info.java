// SPDX-License-Identifier: Apache-2.0
/** What several formats share: times, trees, messages, and words with a common meaning. */
package org.tracebinder.formats.common;
