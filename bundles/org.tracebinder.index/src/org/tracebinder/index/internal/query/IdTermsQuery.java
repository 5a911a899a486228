// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index.internal.query;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.lucene.index.FilteredTermsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.util.AttributeSource;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.tracebinder.index.internal.store.IdCode;

/** Events with an id that fits: walks the packed ids that can begin as wanted and unpacks each. */
final class IdTermsQuery extends MultiTermQuery {

    private final String description;
    private final List<BytesRef> beginnings;
    private final Predicate<String> fits;

    /**
     * @param description tells two queries apart
     * @param literal     what every wanted id begins with, may be empty
     */
    IdTermsQuery(String field, String description, String literal, Predicate<String> fits) {
        super(field, CONSTANT_SCORE_REWRITE);
        this.description = description;
        this.beginnings = literal.isEmpty() ? List.of(new BytesRef())
                : IdCode.beginnings(literal).stream().sorted().distinct().toList();
        this.fits = fits;
    }

    @Override
    protected TermsEnum getTermsEnum(Terms terms, AttributeSource atts) throws IOException {
        return new FilteredTermsEnum(terms.iterator()) {
            private int current;

            @Override
            protected BytesRef nextSeekTerm(BytesRef last) {
                BytesRef next = beginnings.get(current);
                return last == null || next.compareTo(last) > 0 ? next : null;
            }

            @Override
            protected AcceptStatus accept(BytesRef term) {
                while (!StringHelper.startsWith(term, beginnings.get(current))) {
                    if (term.compareTo(beginnings.get(current)) < 0) {
                        return AcceptStatus.NO_AND_SEEK;
                    }
                    if (current + 1 == beginnings.size()) {
                        return AcceptStatus.END;
                    }
                    current++;
                }
                return fits.test(IdCode.decode(term)) ? AcceptStatus.YES : AcceptStatus.NO;
            }
        };
    }

    @Override
    public String toString(String field) {
        return getField() + ":" + description;
    }

    @Override
    public void visit(QueryVisitor visitor) {
        if (visitor.acceptField(field)) {
            visitor.visitLeaf(this);
        }
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other) && description.equals(((IdTermsQuery) other).description);
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + Objects.hashCode(description);
    }
}
