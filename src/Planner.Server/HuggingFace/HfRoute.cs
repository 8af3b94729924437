namespace Planner.Server.HuggingFace;

/// <summary>What the part of the path after <c>models/</c> asks for; ids have slashes in them.</summary>
/// <param name="Model">The model's id.</param>
/// <param name="Task">The task, when the path says it.</param>
/// <param name="Call">The kind of call.</param>
internal sealed record HfRoute(string Model, string? Task, HfCall Call)
{
    private const string Pipeline = "/pipeline/";
    private const string Chat = "/v1/chat/completions";
    private const string Completions = "/v1/completions";

    public static HfRoute Parse(string path)
    {
        var whole = path.Trim('/');
        return whole.EndsWith(Chat, StringComparison.Ordinal) ? new HfRoute(whole[..^Chat.Length], null, HfCall.Chat)
            : whole.EndsWith(Completions, StringComparison.Ordinal) ? new HfRoute(whole[..^Completions.Length], null, HfCall.Completion)
            : whole.LastIndexOf(Pipeline, StringComparison.Ordinal) is var at and > 0 ? new HfRoute(whole[..at], whole[(at + Pipeline.Length)..], HfCall.Task)
            : new HfRoute(whole, null, HfCall.Task);
    }
}
