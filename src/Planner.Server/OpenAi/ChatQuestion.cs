using Planner.Runs;

namespace Planner.Server.OpenAi;

/// <summary>What a chat asks.</summary>
/// <param name="Text">The words of the last user message.</param>
/// <param name="Attachments">The files of it and of the user's messages before.</param>
/// <param name="Options">How to run it, from the extension member <c>planner</c>.</param>
internal sealed record ChatQuestion(string Text, IReadOnlyList<Attachment> Attachments, RequestOptions Options)
{
    /// <summary>What was said before.</summary>
    public IReadOnlyList<PastTurn> History { get; init; } = [];

    /// <summary>What the messages of the system say; null: there is none.</summary>
    public string? Instructions { get; init; }

    /// <summary>The request that it makes.</summary>
    /// <param name="way">Who decides, see <see cref="RequestOptions.Model"/>; a model that the options pin goes before it.</param>
    public Request AsRequest(string way) => new() { Text = Text, Attachments = Attachments, Options = Options with { Model = Options.Model ?? way }, History = History, Instructions = Instructions };
}
