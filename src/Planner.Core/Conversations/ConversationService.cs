using System.Security.Cryptography;
using System.Text;
using Planner.Answering;
using Planner.Artifacts;
using Planner.Execution;
using Planner.Runs;
using Planner.Values;

namespace Planner.Conversations;

/// <summary>
/// Goes on with conversations. A turn is an ordinary request: what its words mean of earlier turns is attached to it under names such as
/// <c>r1.s2.txt</c> (what step s2 of turn 1 gave), so finished steps are used and not run again, and planner, checker and executor know nothing of
/// conversations; what was said before goes with it as its history.
/// </summary>
public sealed class ConversationService(IConversationStore store, IRunJournal journal, ArtifactStore artifacts, ValueStore values, TimeProvider clock)
{
    // Turns that go along whole, and all that go along: a line is kept of the others.
    private const int MostHistory = 30;
    private const int MostTurns = 300;
    private const int LongestAnswer = 4000;
    private const int TitleLength = 60;

    /// <summary>Begins a conversation; it is kept once it has a turn.</summary>
    /// <param name="assistant">With whom; null: nobody in particular.</param>
    /// <param name="owner">Whose it is: the user of an API key; null: whoever sits at the machine.</param>
    public Conversation Begin(Assistant? assistant = null, string? owner = null) => new()
    {
        Owner = owner,
        Id = "c_" + RandomNumberGenerator.GetString("0123456789abcdefghjkmnpqrstvwxyz", 12),
        CreatedAt = clock.GetUtcNow(),
        Assistant = assistant,
        Model = assistant?.Model,
    };

    /// <summary>Makes a request the conversation's next: with the history, what the assistant says, and what it means of earlier turns.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="request">The words, new files and options.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<Request> ContinueAsync(Conversation conversation, Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        ArgumentNullException.ThrowIfNull(request);
        var things = new List<EarlierThing>();
        var history = new List<PastTurn>();
        var said = new Dictionary<int, string>();
        foreach (var (runId, turn) in conversation.Runs.Select((runId, i) => (runId, i + 1)))
        {
            var run = await ReadAsync(runId, cancellationToken);
            if (run.Request is null)
            {
                continue;
            }

            // A file that an earlier turn brought and this one only used is no second one.
            things.AddRange(EarlierThings.Of(turn, run, await ExpandAsync(run, cancellationToken)).Where(thing => !things.Exists(earlier => IsSame(earlier, thing.Name, thing.Artifact))));
            said[turn] = $"{run.Request.Text} {run.Answer}";
            var answer = run.Answer.Length <= LongestAnswer ? run.Answer : run.Answer[..LongestAnswer] + "…";
            history.Add(new PastTurn(runId, run.Request.Text, answer.Length > 0 ? answer : run.Failure?.Message ?? ""));
        }

        var attachments = request.Attachments.ToList();
        var meant = BackReferences.Find(request.Text, things, request.Attachments.Count > 0);
        meant = meant.Count > 0 || request.Attachments.Count > 0 ? meant : BackReferences.AskedAbout(request.Text, things, said);
        foreach (var thing in meant.Where(thing => !request.Attachments.Any(file => IsSame(thing, file.Name, file.Artifact))))
        {
            attachments.Add(new Attachment($"f{attachments.Count + 1}", thing.Name, thing.Artifact ?? await StoreAsync(thing, cancellationToken)));
        }

        return request with
        {
            Text = BackReferences.Name(request.Text, meant),
            Attachments = attachments,
            History = HistoryDigest.Fold([.. history.TakeLast(MostTurns)], request.Text, MostHistory),
            Instructions = request.Instructions ?? conversation.Assistant?.Instructions,
            Options = request.Options with
            {
                Tasks = request.Options.Tasks.Count > 0 ? request.Options.Tasks : conversation.Assistant?.Tasks ?? [],
                Model = request.Options.Model ?? conversation.Model,
            },
        };
    }

    /// <summary>Adds a turn and saves the conversation. Where another turn was added meanwhile, this one comes after it.</summary>
    public async Task<Conversation> AddAsync(Conversation conversation, string runId, string text, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        ArgumentNullException.ThrowIfNull(text);
        var title = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        title = title.Length <= TitleLength ? title : title[..TitleLength] + "…";
        while (true)
        {
            try
            {
                return await store.SaveAsync(
                    conversation with { Runs = [.. conversation.Runs, runId], Title = conversation.Title.Length > 0 ? conversation.Title : title }, cancellationToken);
            }
            catch (ConversationChangedException)
            {
                conversation = await store.FindAsync(conversation.Id, cancellationToken) ?? throw new ConversationChangedException(conversation.Id);
            }
        }
    }

    /// <summary>Takes the last turn out; its run stays in the journal. The same conversation when it has none.</summary>
    /// <exception cref="ConversationChangedException">It was changed elsewhere.</exception>
    public async Task<Conversation> UndoAsync(Conversation conversation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        return conversation.Runs.Count == 0 ? conversation : await store.SaveAsync(conversation with { Runs = [.. conversation.Runs.SkipLast(1)] }, cancellationToken);
    }

    /// <summary>A run of a conversation, as the journal tells it.</summary>
    public async Task<RunState> ReadAsync(string runId, CancellationToken cancellationToken) =>
        await journal.FindAsync(runId, cancellationToken) ?? new RunState();

    private static bool IsSame(EarlierThing thing, string name, Artifact? artifact) => thing.Name == name && artifact is not null && thing.Artifact?.Sha256 == artifact.Sha256;

    private async Task<IReadOnlyDictionary<string, Value>> ExpandAsync(RunState run, CancellationToken cancellationToken)
    {
        var expanded = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var step in run.Steps.Where(step => step is { Status: StepStatus.Succeeded, Value: not null }))
        {
            expanded[step.Step.Id] = await values.ExpandAsync(step.Value!, cancellationToken);
        }

        return expanded;
    }

    private async Task<Artifact> StoreAsync(EarlierThing thing, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(thing.Text!), writable: false);
        return await artifacts.PutAsync(content, thing.Name, cancellationToken);
    }
}
