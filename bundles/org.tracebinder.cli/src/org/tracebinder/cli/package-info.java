// SPDX-License-Identifier: Apache-2.0
/** Tracebinder: command line. */
package org.tracebinder.cli;
