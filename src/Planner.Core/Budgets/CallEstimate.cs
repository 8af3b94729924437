using System.Text.Json;
using Microsoft.Extensions.AI;
using Planner.Chat;
using Planner.Inference;
using Planner.Values;

namespace Planner.Budgets;

/// <summary>How many tokens a call may take at most, before it is made. On the safe side: what is reserved too much comes back when the call is over.</summary>
internal sealed class CallEstimate(TokenCounter counter)
{
    // The counter's estimate is on the safe side already; this is for models whose tokens are shorter than those of today's.
    private const double Margin = 1.25;

    // What task prompts put around the inputs: the longest shipped one has about 700.
    private const int AroundInputs = 1000;

    // Roles and separators of a message.
    private const int AroundMessage = 10;

    // A large picture in detail; no provider known to us counts more for one.
    private const int Picture = 2000;

    // Digits and signs, the densest text there is, in one byte each.
    private const double TokensPerByte = 0.6;

    // A recording has about 25 tokens a second, and in the tightest of codecs 1000 bytes.
    private const double TokensPerMediaByte = 0.025;

    // Roles and separators of a message, tools and schemas with their quotes and braces.
    private const int AroundMember = 2;

    /// <summary>The prompt of a task: its inputs, instruction and parameters, and what stands around them.</summary>
    public long PromptOf(InferenceRequest request)
    {
        var sum = (double)AroundInputs + counter.Count(request.Step.Instruction, request.Model.Id)
            + request.Parameters.Values.Sum(value => value is null ? 0 : counter.Count(value.ToJsonString(), request.Model.Id));
        foreach (var value in request.Inputs.Values)
        {
            sum += Of(value, request.Model.Id);
        }

        return (long)Math.Ceiling(sum * Margin);
    }

    /// <summary>The prompt of a chat.</summary>
    public long PromptOf(IEnumerable<ChatMessage> messages, ChatOptions? options, string model)
    {
        var sum = options?.ResponseFormat is ChatResponseFormatJson { Schema: { } schema } ? counter.Count(schema.GetRawText(), model) : 0;
        foreach (var content in messages.SelectMany(message => message.Contents))
        {
            sum += AroundMessage + (content is TextContent text ? counter.Count(text.Text, model) : Picture);
        }

        return (long)Math.Ceiling(sum * Margin);
    }

    /// <summary>The prompt of a request in JSON that is passed on: every byte of its text, and files in it as pictures and sound count.</summary>
    public static long PromptOf(ReadOnlySpan<byte> json)
    {
        var (sum, isFile) = (0.0, false);
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            var length = reader.ValueSpan.Length;
            sum += isFile && reader.TokenType == JsonTokenType.String ? Picture + (length * TokensPerMediaByte) : AroundMember + (length * TokensPerByte);
            isFile = reader.TokenType == JsonTokenType.PropertyName
                && (reader.ValueTextEquals("url"u8) || reader.ValueTextEquals("image_url"u8) || reader.ValueTextEquals("data"u8) || reader.ValueTextEquals("file_data"u8));
        }

        return (long)Math.Ceiling(sum * Margin);
    }

    private double Of(Value value, string model) => value switch
    {
        ListValue list => list.Items.Sum(item => Of(item, model)),
        ArtifactValue { Modality: Modality.Image } => Picture,
        ArtifactValue { Modality: Modality.Text or Modality.Table, Artifact: var file } => file.Size * TokensPerByte,
        ArtifactValue => Picture,
        StoredValue stored => stored.Length,
        _ => ValueText.Of(value) is { } text ? counter.Count(text, model) : 0,
    };
}
