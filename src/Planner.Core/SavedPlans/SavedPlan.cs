using Planner.Artifacts;
using Planner.Planning;
using Planner.Routing;
using Planner.Runs;
using Planner.Values;

namespace Planner.SavedPlans;

/// <summary>A plan under a name, to be run again on other files and with other values, without a controller. A version of it never changes.</summary>
public sealed record SavedPlan
{
    /// <summary>What it is called: small letters, digits and hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>From 1; saving under the same name makes the next. Set by the store.</summary>
    public int Version { get; init; }

    /// <summary>Whose it is: the user of an API key; null: whoever sits at the machine.</summary>
    public string? Owner { get; init; }

    /// <summary>What it does, in a sentence; agents choose it by that.</summary>
    public string Description { get; init => field = value ?? ""; } = "";

    /// <summary>The words that it was planned for; a run has them unless it brings its own.</summary>
    public required string Text { get; init; }

    /// <summary>The language of the words, ISO 639-1.</summary>
    public string? Language { get; init; }

    /// <summary>The files that it takes, in their order.</summary>
    public IReadOnlyList<SavedFile> Files { get; init => field = value ?? []; } = [];

    /// <summary>The plan.</summary>
    public required Plan Plan { get; init; }

    /// <summary>Standing instructions for how to answer; null: none.</summary>
    public string? Instructions { get; init; }

    /// <summary>The model that it is pinned to; null: the best for each task.</summary>
    public string? Model { get; init; }

    /// <summary>How far its data may travel at most.</summary>
    public Egress Egress { get; init; } = Egress.Cloud;

    /// <summary>The run that it was; null: it was written.</summary>
    public string? FromRun { get; init; }

    /// <summary>When this version was saved, UTC. Set by the store.</summary>
    public DateTimeOffset SavedAt { get; init; }

    /// <summary>Makes one of a run.</summary>
    /// <param name="name">What it is to be called.</param>
    /// <param name="run">A run whose plan is whole.</param>
    /// <param name="description">What it does; null: the run's own words.</param>
    /// <exception cref="BadRequestException">The run has no whole plan, or an empty one.</exception>
    public static SavedPlan Of(string name, RunState run, string? description = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run is not { Request: { } request, IsPlanned: true } || run.Plan.Steps.Count == 0)
        {
            throw new BadRequestException($"Run '{run.RunId}' has no plan that could be saved. Save a run that was planned and has steps.");
        }

        var roles = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return new SavedPlan
        {
            Name = name,
            Description = string.IsNullOrWhiteSpace(description) ? request.Text : description.Trim(),
            Text = request.Text,
            Language = request.Language,
            Files = [.. request.Attachments.Select(file => new SavedFile(file.Id, RoleOf(file, roles), KindOf(file)))],
            Plan = run.Plan,
            Instructions = request.Instructions,
            Model = request.Options.Model,
            Egress = request.Options.Egress,
            FromRun = run.RunId,
        };
    }

    /// <summary>Makes a request that runs it.</summary>
    /// <param name="given">The files, and the words and options where they differ. A file whose name means one of <see cref="Files"/> is that file; the others take what is left, each the first of its kind.</param>
    /// <param name="plan">The plan with the values of this run.</param>
    /// <exception cref="BadRequestException">A file is missing, or one is too many.</exception>
    public Request AsRequest(Request given, Plan plan)
    {
        ArgumentNullException.ThrowIfNull(given);
        return given with
        {
            Text = given.Text.Length > 0 ? given.Text : Text,
            Language = given.Language ?? (given.Text.Length > 0 ? null : Language),
            Attachments = Place(given.Attachments),
            Plan = plan,
            SavedPlan = $"{Name}@{Version}",
            Instructions = given.Instructions ?? Instructions,
            Options = given.Options with { Model = given.Options.Model ?? Model, Egress = (Egress)Math.Min((int)given.Options.Egress, (int)Egress) },
        };
    }

    private List<Attachment> Place(IReadOnlyList<Attachment> given)
    {
        var left = given.ToList();
        var taken = new Dictionary<string, Attachment>(StringComparer.Ordinal);
        foreach (var file in Files)
        {
            Take(file, left.Find(candidate => file.IsCalled(candidate.Name) || file.IsCalled(Path.GetFileNameWithoutExtension(candidate.Name))));
        }

        foreach (var file in Files.Where(file => !taken.ContainsKey(file.Id)))
        {
            Take(file, left.Find(candidate => KindOf(candidate) == file.Modality));
        }

        // What is left over of another kind may still do: a photographed page for a document. The plan's check says whether it does.
        foreach (var file in Files.Where(file => !taken.ContainsKey(file.Id)))
        {
            Take(file, left.FirstOrDefault());
        }

        var missing = Files.Where(file => !taken.ContainsKey(file.Id)).Select(file => file.Role).ToList();
        return missing.Count > 0 || left.Count > 0
            ? throw new BadRequestException(
                $"The plan '{Name}' takes {(Files.Count == 0 ? "no files" : string.Join(", ", Files.Select(file => $"{file.Role} ({file.Modality.Name()})")))}; "
                + (missing.Count > 0 ? $"{string.Join(", ", missing)} {(missing.Count == 1 ? "is" : "are")} missing." : $"'{left[0].Name}' is one too many."))
            : [.. Files.Select(file => taken[file.Id] with { Id = file.Id })];

        void Take(SavedFile file, Attachment? found)
        {
            if (found is not null)
            {
                taken[file.Id] = found;
                left.Remove(found);
            }
        }
    }

    private static Modality KindOf(Attachment file) => MediaTypes.ModalityOf(file.Artifact.MediaType);

    private static string RoleOf(Attachment file, HashSet<string> known)
    {
        var stem = Path.GetFileNameWithoutExtension(file.Name);
        return stem.Length > 0 && known.Add(stem) ? stem : file.Id;
    }
}
