// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats;

import java.util.Arrays;
import java.util.List;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.formats.anthropic.AnthropicComplianceReader;
import org.tracebinder.formats.azure.ApimReader;
import org.tracebinder.formats.azure.AzureActivityReader;
import org.tracebinder.formats.azure.AzureOpenAiReader;
import org.tracebinder.formats.bedrock.BedrockReader;
import org.tracebinder.formats.cards.ModelCardReader;
import org.tracebinder.formats.chat.AtifReader;
import org.tracebinder.formats.chat.ChatReader;
import org.tracebinder.formats.chat.TauReader;
import org.tracebinder.formats.cloudaudit.DatabricksAuditReader;
import org.tracebinder.formats.cloudaudit.GcpAuditReader;
import org.tracebinder.formats.cloudtrail.CloudTrailReader;
import org.tracebinder.formats.cloudtraildigest.CloudTrailDigestReader;
import org.tracebinder.formats.croissant.CroissantReader;
import org.tracebinder.formats.cyclonedx.CycloneDxReader;
import org.tracebinder.formats.database.RowReader;
import org.tracebinder.formats.deepeval.DeepEvalReader;
import org.tracebinder.formats.garak.GarakReader;
import org.tracebinder.formats.giskard.GiskardReader;
import org.tracebinder.formats.guardrails.GuardrailsAiReader;
import org.tracebinder.formats.guardrails.NemoReader;
import org.tracebinder.formats.guardrails.PresidioReader;
import org.tracebinder.formats.inspect.InspectReader;
import org.tracebinder.formats.langfuse.LangfuseReader;
import org.tracebinder.formats.langsmith.LangSmithReader;
import org.tracebinder.formats.litellm.LiteLlmReader;
import org.tracebinder.formats.m365.M365CopilotReader;
import org.tracebinder.formats.mapping.MappingFile;
import org.tracebinder.formats.mapping.MappingReader;
import org.tracebinder.formats.mapping.Target;
import org.tracebinder.formats.marquez.MarquezReader;
import org.tracebinder.formats.mlflow.MlflowReader;
import org.tracebinder.formats.mlmd.MlmdReader;
import org.tracebinder.formats.oaieval.OaiEvalReader;
import org.tracebinder.formats.opa.OpaReader;
import org.tracebinder.formats.openai.OpenAiAuditReader;
import org.tracebinder.formats.openai.OpenAiEvalsReader;
import org.tracebinder.formats.openai.OpenAiReader;
import org.tracebinder.formats.openlineage.OpenLineageReader;
import org.tracebinder.formats.otlp.ConsoleReader;
import org.tracebinder.formats.otlp.OtlpReader;
import org.tracebinder.formats.otlp.ProtoReader;
import org.tracebinder.formats.phoenix.PhoenixReader;
import org.tracebinder.formats.promptfoo.PromptfooReader;
import org.tracebinder.formats.prov.ProvReader;
import org.tracebinder.formats.pyrit.PyritReader;
import org.tracebinder.formats.reviews.ReviewsReader;
import org.tracebinder.formats.rocrate.RoCrateReader;
import org.tracebinder.formats.securitylog.CadfReader;
import org.tracebinder.formats.securitylog.CefReader;
import org.tracebinder.formats.securitylog.OcsfReader;
import org.tracebinder.formats.sigstore.SigstoreReader;
import org.tracebinder.formats.spdx.SpdxReader;
import org.tracebinder.formats.vertex.VertexReader;
import org.tracebinder.formats.weave.WeaveReader;
import org.tracebinder.ingest.FormatReader;

/** The formats that come with the program. */
public final class BuiltInFormats {

    private BuiltInFormats() {
    }

    /** @return one reader for each format; where two are equally sure of a content, the earlier one wins */
    public static List<FormatReader> all() {
        return List.of(
                new OtlpReader(),
                new ProtoReader(),
                new ConsoleReader(),
                new AtifReader(),
                new DeepEvalReader(),
                new GarakReader(),
                new GiskardReader(),
                new InspectReader(),
                new LangfuseReader(),
                new LangSmithReader(),
                new LiteLlmReader(),
                new MlflowReader(),
                new OaiEvalReader(),
                new OpaReader(),
                new OpenLineageReader(),
                new PromptfooReader(),
                new M365CopilotReader(),
                new CloudTrailReader(),
                new BedrockReader(),
                new AzureOpenAiReader(),
                new ApimReader(),
                new AzureActivityReader(),
                new OpenAiReader(),
                new OpenAiAuditReader(),
                new OpenAiEvalsReader(),
                new AnthropicComplianceReader(),
                new VertexReader(),
                new GcpAuditReader(),
                new DatabricksAuditReader(),
                new OcsfReader(),
                new CefReader(),
                new CadfReader(),
                new PhoenixReader(),
                new PyritReader(),
                new WeaveReader(),
                new CycloneDxReader(),
                new SpdxReader(),
                new CroissantReader(),
                new TauReader(),
                new ChatReader(),
                new ModelCardReader(),
                new ProvReader(),
                new RoCrateReader(),
                new MarquezReader(),
                new RowReader(),
                new NemoReader(),
                new GuardrailsAiReader(),
                new PresidioReader(),
                new SigstoreReader(),
                new CloudTrailDigestReader(),
                new MlmdReader(),
                new ReviewsReader());
    }

    /**
     * A format that a mapping file describes: delimited text or JSON of any kind, see {@link MappingFile}.
     *
     * @param json the text of the mapping file
     * @return its reader, which is not among {@link #all()}
     * @throws TracebinderException when the mapping can't be used, with line and reason
     */
    public static FormatReader mapped(String json) throws TracebinderException {
        return new MappingReader(MappingFile.read(json));
    }

    /** @return the names of the fields that a mapping file can fill, in the order of its documentation */
    public static List<String> mappingFields() {
        return Arrays.stream(Target.values()).map(Target::id).toList();
    }
}
