// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.util.Selector;
import org.bouncycastle.util.Store;
import org.tracebinder.core.Hash;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.pack.JsonTree.BadFormException;

/** Checks signatures for what they are: that the holder of a certificate's key signed these bytes. */
final class SignatureCheck {

    private static final int MAX = 1 << 20;

    private final PackArchive archive;
    private final BagCheck bag;

    SignatureCheck(PackArchive archive, BagCheck bag) {
        this.archive = archive;
        this.bag = bag;
    }

    /** @return true when the pack says or shows that it is signed */
    boolean expected() {
        String said = bag.info("Tracebinder-Signature");
        return bag.has(PackNames.SIGNATURE) || said != null && !said.equals("none");
    }

    String signature() throws IOException, BadFormException {
        if (!PackNames.SIGNATURE.equals(bag.info("Tracebinder-Signature"))) {
            throw new BadFormException("bag-info.txt does not name " + PackNames.SIGNATURE);
        }
        byte[] signature = archive.small(bag.entry(PackNames.SIGNATURE), MAX);
        try {
            return signedBy(signature, bag.small(PackNames.TAGS_256));
        } catch (BadFormException e) {
            throw new BadFormException(PackNames.SIGNATURE + ": " + e.getMessage());
        }
    }

    String stampQuery() throws IOException, BadFormException {
        byte[] query = archive.small(bag.entry(PackNames.STAMP_QUERY), MAX);
        try {
            if (!Arrays.equals(query, TimeStamp.query(bag.small(PackNames.TAGS_256)))) {
                throw new BadFormException(PackNames.STAMP_QUERY + " asks for a stamp over something else");
            }
        } catch (TracebinderException e) {
            throw new BadFormException(e.getMessage());
        }
        return "asks for a stamp over " + PackNames.TAGS_256;
    }

    /**
     * @param cms     SignedData without content
     * @param content the signed bytes
     * @return who signed
     * @throws BadFormException when there is no signer or one of the signatures does not fit
     */
    static String signedBy(byte[] cms, byte[] content) throws BadFormException {
        try {
            CMSSignedData data = new CMSSignedData(new CMSProcessableByteArray(content), cms);
            Store<X509CertificateHolder> certificates = data.getCertificates();
            List<String> signers = new ArrayList<>();
            for (SignerInformation signer : data.getSignerInfos().getSigners()) {
                @SuppressWarnings("unchecked")
                Selector<X509CertificateHolder> selector = signer.getSID();
                Collection<X509CertificateHolder> found = certificates.getMatches(selector);
                if (found.isEmpty()) {
                    throw new BadFormException("the certificate of the signer is missing");
                }
                X509CertificateHolder certificate = found.iterator().next();
                if (!signer.verify(new JcaSimpleSignerInfoVerifierBuilder().setProvider(Signer.PROVIDER)
                        .build(certificate))) {
                    throw new BadFormException("the signature does not fit");
                }
                signers.add(certificate.getSubject() + " (certificate SHA-256 "
                        + Hash.of(certificate.getEncoded()) + ")");
            }
            if (signers.isEmpty()) {
                throw new BadFormException("it holds no signer");
            }
            return "signed by " + String.join(" and ", signers);
        } catch (CMSException | OperatorCreationException | GeneralSecurityException | IOException e) {
            throw new BadFormException("the signature does not fit: " + e.getMessage());
        }
    }
}
