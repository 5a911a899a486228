// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import java.util.regex.Pattern;

/** Where things stand in a pack. All names are ASCII, so that no file system and no unpacker changes them. */
final class PackNames {

    static final String ENGAGEMENT = "data/engagement.json";
    static final String SOURCES = "data/sources/sources.json";
    static final String RECORDS = "data/evidence/records.jsonl";
    static final String ORIGINALS = "data/evidence/original/";
    static final String HEADS = "data/proofs/tree-heads.json";
    static final String SIGNED_HEADS = "data/proofs/tree-heads.dsse.json";
    static final String INCLUSION = "data/proofs/inclusion.jsonl";
    static final String CONSISTENCY = "data/proofs/consistency.json";
    /** The tree over the sources after each import, with proofs to its last head. */
    static final String STAGES = "data/proofs/stages.json";
    static final String CUSTODY = "data/custody/custody.jsonl";
    static final String CUSTODY_HEAD = "data/custody/head.json";
    static final String QUERIES = "data/queries/queries.json";
    static final String CHECKS = "data/controls/checks.json";
    static final String CONTROLS = "data/controls/";
    /** Tables, each as .csv and as .xlsx. */
    static final String MATRIX = "data/controls/matrix";
    static final String REQUESTS = "data/controls/requests";
    static final String FINDINGS_TABLE = "data/controls/findings";
    static final String FINDINGS = "data/findings/findings.json";
    static final String SAMPLES = "data/sampling/samples.json";
    static final String SELECTION = "data/sampling/selection";
    static final String DOCUMENTS = "data/evidence/documents.json";
    static final String DOCUMENT_FOLDER = "data/evidence/documents/";
    static final String MASK_RULES = "data/redaction/rules.json";
    static final String MASK_LOG = "data/redaction/log.jsonl";
    static final String PDF = "data/report/report.pdf";
    static final String REPORT = "data/report/report.html";
    static final String OSCAL_CATALOG = "data/oscal/catalog.json";
    static final String OSCAL_PLAN = "data/oscal/assessment-plan.json";
    static final String OSCAL_RESULTS = "data/oscal/assessment-results.json";
    static final String OSCAL_POAM = "data/oscal/poam.json";
    static final String SCRIPT = "data/verify.py";
    static final String BAGIT = "bagit.txt";
    static final String BAG_INFO = "bag-info.txt";
    static final String README = "README.txt";
    static final String VERIFY = "VERIFY.txt";
    static final String SIGNATURES = "signature/";
    static final String SIGNATURE = "signature/tagmanifest-sha256.p7s";
    static final String RAW_SIGNATURE = "signature/tagmanifest-sha256.ed25519";
    static final String SIGNER = "signature/signer.pem";
    static final String STAMP_QUERY = "signature/tagmanifest-sha256.tsq";
    /** The reply to the query; comes in later, from outside. */
    static final String STAMP = "signature/tagmanifest-sha256.tsr";
    /** Digests of the files in this folder, which no manifest can hold; damage there is seen without any key. */
    static final String SIGNATURE_DIGESTS = "signature/sha256.txt";
    /** The same for the reply, which comes later. */
    static final String STAMP_DIGEST = "signature/tagmanifest-sha256.tsr.sha256";
    static final String TAGS_256 = "tagmanifest-sha256.txt";
    static final String TAGS_512 = "tagmanifest-sha512.txt";
    static final String MANIFEST_256 = "manifest-sha256.txt";
    static final String MANIFEST_512 = "manifest-sha512.txt";

    /** A file or folder name without surprises: no dots in front, no device names of Windows by their form. */
    static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    static final int MAX_PATH = 300;

    private PackNames() {
    }

    /** @return the text with everything else than letters, digits, dots and dashes as dashes; never empty */
    static String slug(String text) {
        String slug = text.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[^A-Za-z0-9]+", "");
        slug = slug.length() > 80 ? slug.substring(0, 80) : slug;
        return slug.isEmpty() ? "engagement" : slug;
    }

    /** @return true when the path consists of plain segments only */
    static boolean plain(String path) {
        if (path.length() > MAX_PATH) {
            return false;
        }
        for (String segment : path.split("/", -1)) {
            if (!SEGMENT.matcher(segment).matches()) {
                return false;
            }
        }
        return true;
    }

    /** @return where the original bytes of a source's records stand, one after the other */
    static String originals(String source) {
        return ORIGINALS + source + ".bin";
    }

    /** @return the file with what the sample was drawn from; number from 1 */
    static String population(int number) {
        return "data/sampling/P" + number + ".population.txt";
    }

    /** @return the file with the ids that the query found; number from 1 */
    static String ids(int number) {
        return "data/queries/Q" + number + ".ids.txt";
    }
}
