using Microsoft.Extensions.Options;
using Planner.Artifacts;
using Planner.Catalog;
using Planner.Matching;
using Planner.Planning;
using Planner.Planning.Lexical;
using Planner.Runs;
using Planner.Values;

namespace Planner.Routes;

/// <summary>Tells whether a request is talk, with no task in it for anything but a chat model.</summary>
internal sealed class PlainChat(TaskTaxonomy taxonomy, CatalogIndex index, IOptions<ControllerOptions> controller)
{
    // A wish whose words the embedded planner does not know may still read like cards of one task; from this probability on it is planned.
    private const double Likely = 0.5;

    private static readonly string[] Chat = ["text-generation", "conversational", "image-text-to-text"];

    /// <summary>Whether the request may go to a chat model: it is not given a plan, not to be approved, has no files but pictures, and its tasks allow it.</summary>
    public bool IsPossible(Request request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var allowed = taxonomy.Only(request.Options.Tasks);
        return request is { Plan: null, Options: { PlanOnly: false, Approve: false } }
            && request.Attachments.All(file => MediaTypes.ModalityOf(file.Artifact.MediaType) == Modality.Image)
            && allowed.TryGet(TaskOf(request), out _);
    }

    /// <summary>The task that a chat model does with it.</summary>
    public static string TaskOf(Request request) => request.Attachments.Count > 0 ? "image-text-to-text" : "text-generation";

    /// <summary>
    /// Whether nothing but talk is asked for: the embedded planner finds no task for anything but a chat model, and where it knew no word of the request, its words do
    /// not read like another task either. With <see cref="ControllerMode.Llm"/> the controller LLM decides about everything.
    /// </summary>
    public bool Is(Request request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if ((request.Options.Controller ?? controller.Value.Mode) != ControllerMode.Cascade || !IsPossible(request))
        {
            return false;
        }

        var draft = LexicalPlanner.Draft(request, taxonomy.Only(request.Options.Tasks));
        return draft.NamedFiles.Count == 0
            && draft.Steps.All(step => Chat.Contains(step.Task, StringComparer.Ordinal))
            && (!draft.Signals.Guessed || !ReadsLikeATask(request.Text));
    }

    private bool ReadsLikeATask(string text) => index.TaskChances(text) is { Count: > 0 } chances && chances.MaxBy(pair => pair.Value) is var (task, chance)
        && chance >= Likely && !Chat.Contains(task, StringComparer.Ordinal);
}
