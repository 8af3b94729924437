using System.Text.Json.Nodes;
using Planner.Runs;

namespace Planner.Server.OpenAi;

/// <summary>The tokens of an answer: as models counted them where they did, else words, since nothing else was counted.</summary>
internal sealed class Usage
{
    private int _counted;

    /// <summary>Takes in what an event says of tokens.</summary>
    public void Add(RunEvent happened) => _counted += happened switch
    {
        PlanCompleted planned => planned.Tokens ?? 0,
        StepSucceeded step => step.Tokens ?? 0,
        AnswerCompleted answer => answer.Tokens ?? 0,
        _ => 0,
    };

    /// <summary>OpenAI's usage object.</summary>
    public JsonObject Of(string question, string answer) => Of(_counted > 0 ? Math.Max(_counted - Words(answer), 0) : Words(question), Words(answer));

    /// <summary>OpenAI's usage object.</summary>
    public static JsonObject Of(int prompt, int completion) => new() { ["prompt_tokens"] = prompt, ["completion_tokens"] = completion, ["total_tokens"] = prompt + completion };

    /// <summary>How many words a text has.</summary>
    public static int Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
}
