using System.Text.Json;
using Microsoft.Extensions.AI;
using Planner.Chat;

namespace Planner.Inference.OpenAI;

/// <summary>Understands the chunks of one reply, or a whole reply in one piece, as OpenAI and those who speak like it write them.</summary>
internal sealed class ChunkReader(ErrorReader errors, string where, string model)
{
    /// <summary>What stands at the end of a stream.</summary>
    public const string EndMark = "[DONE]";

    private readonly ToolCallBuilder _tools = new();
    private readonly string _messageId = Guid.NewGuid().ToString("N");
    private UsageDetails? _usage;
    private string? _finish;
    private string? _responseId;
    private string _model = model;
    private ChatRole _role = ChatRole.Assistant;
    private bool _said;

    /// <summary>Whether the server said that this is the end.</summary>
    public bool Ended { get; private set; }

    /// <summary>Whether what has come is a complete reply: it has a reason to finish, or the end mark.</summary>
    public bool Complete => Ended || _finish is not null;

    /// <summary>Reads the data of one event; null: nothing to show for it.</summary>
    /// <exception cref="EndpointException">It is an error, or no JSON.</exception>
    public ChatResponseUpdate? Read(string data)
    {
        data = data.Trim();
        if (data.Length == 0)
        {
            return null;
        }

        if (data == EndMark)
        {
            Ended = true;
            return null;
        }

        if (LenientJson.Parse(data) is not { ValueKind: JsonValueKind.Object } chunk)
        {
            throw new EndpointException(ChatErrorKind.Broken, $"{where} sent something that is no chunk of a reply. Look whether the base URL is that of a chat endpoint.") { Transient = !_said };
        }

        if (chunk.TryGetProperty("error", out var error) && error.ValueKind is not JsonValueKind.Null)
        {
            throw errors.InStream(error, _said);
        }

        _responseId ??= LenientJson.TextOf(chunk, "id");
        _model = LenientJson.TextOf(chunk, "model") is { Length: > 0 } named ? named : _model;
        Count(LenientJson.ObjectOf(chunk, "usage") ?? (LenientJson.ObjectOf(chunk, "x_groq") is { } own ? LenientJson.ObjectOf(own, "usage") : null));
        var contents = LenientJson.ListOf(chunk, "choices").Take(1).SelectMany(Choice).ToList();
        _said |= contents.Count > 0;
        return contents.Count == 0 ? null : Update(contents);
    }

    /// <summary>What is known only at the end: calls of tools, why it stopped, how much it cost.</summary>
    public ChatResponseUpdate End()
    {
        List<AIContent> contents = [.. _tools.Build()];
        if (_usage is not null)
        {
            contents.Add(new UsageContent(_usage));
        }

        var update = Update(contents);
        update.FinishReason = _finish switch
        {
            null => null,
            "function_call" => ChatFinishReason.ToolCalls,
            "eos" or "eos_token" or "stop_sequence" or "end_turn" => ChatFinishReason.Stop,
            "max_tokens" => ChatFinishReason.Length,
            var other => new ChatFinishReason(other),
        };
        return update;
    }

    private ChatResponseUpdate Update(List<AIContent> contents) => new(_role, contents) { ResponseId = _responseId, MessageId = _messageId, ModelId = _model };

    private IEnumerable<AIContent> Choice(JsonElement choice)
    {
        if (LenientJson.TextOf(choice, "finish_reason") is { Length: > 0 } finish)
        {
            _finish = finish;
        }

        if ((LenientJson.ObjectOf(choice, "delta") ?? LenientJson.ObjectOf(choice, "message")) is not { } delta)
        {
            return LenientJson.TextOf(choice, "text") is { Length: > 0 } text ? [new TextContent(text)] : [];
        }

        if (LenientJson.TextOf(delta, "role") is { } role && !string.IsNullOrWhiteSpace(role))
        {
            _role = new ChatRole(role);
        }

        foreach (var call in LenientJson.ListOf(delta, "tool_calls"))
        {
            _tools.Read(call);
        }

        if (LenientJson.ObjectOf(delta, "function_call") is { } function)
        {
            _tools.ReadFunction(function);
        }

        return [.. Thought(LenientJson.TextOf(delta, "reasoning_content") ?? LenientJson.TextOf(delta, "reasoning")), .. Content(delta)];
    }

    private static IEnumerable<AIContent> Content(JsonElement delta)
    {
        var said = LenientJson.TextOf(delta, "content") ?? LenientJson.TextOf(delta, "refusal");
        return said is { Length: > 0 } ? [new TextContent(said)] : LenientJson.ListOf(delta, "content").SelectMany(Part);
    }

    // Mistral's form: parts, some of them thoughts.
    private static IEnumerable<AIContent> Part(JsonElement part) => LenientJson.TextOf(part, "type") == "thinking"
        ? LenientJson.ListOf(part, "thinking").SelectMany(piece => Thought(LenientJson.TextOf(piece, "text")))
        : LenientJson.TextOf(part, "text") is { Length: > 0 } text ? [new TextContent(text)] : [];

    private static IEnumerable<AIContent> Thought(string? text) => text is { Length: > 0 } ? [new TextReasoningContent(text)] : [];

    // Some count as they go; the last count holds.
    private void Count(JsonElement? usage)
    {
        if (usage is not { } counted || LenientJson.NumberOf(counted, "prompt_tokens") is null && LenientJson.NumberOf(counted, "completion_tokens") is null)
        {
            return;
        }

        _usage = new UsageDetails
        {
            InputTokenCount = LenientJson.NumberOf(counted, "prompt_tokens"),
            OutputTokenCount = LenientJson.NumberOf(counted, "completion_tokens"),
            TotalTokenCount = LenientJson.NumberOf(counted, "total_tokens"),
            CachedInputTokenCount = LenientJson.ObjectOf(counted, "prompt_tokens_details") is { } prompt ? LenientJson.NumberOf(prompt, "cached_tokens") : null,
            ReasoningTokenCount = LenientJson.ObjectOf(counted, "completion_tokens_details") is { } completion ? LenientJson.NumberOf(completion, "reasoning_tokens") : null,
        };
    }
}
