// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.langfuse;

/**
 * What a trace says for all that it holds.
 *
 * @param trace   its id
 * @param session conversation
 * @param user    who used the application
 * @param app     name of the service, or of the trace
 * @param env     environment
 */
record Around(String trace, String session, String user, String app, String env) {

    /** A row that stands alone. */
    static final Around NONE = new Around(null, null, null, null, null);

    static Around of(Row trace) {
        String service = new Metadata(trace).resource("service.name");
        return new Around(trace.id("id"), trace.text("sessionId"), trace.text("userId"),
                known(service) ? service : trace.text("name"), trace.text("environment"));
    }

    /** OpenTelemetry writes {@code unknown_service} where nobody named the service. */
    static boolean known(String service) {
        return service != null && !service.startsWith("unknown_service");
    }
}
