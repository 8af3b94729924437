using System.Text.Json.Nodes;
using Planner.Catalog;
using Planner.Text;
using Planner.Values;

namespace Planner.Planning.Lexical;

/// <summary>
/// Turns ordered asks into steps: each required slot takes what suits it best among earlier results, files and quotations; where only
/// media of another kind is there, a step that reads it is put in between.
/// </summary>
internal sealed class FlowBuilder(RequestText request, TaskTaxonomy taxonomy)
{
    private readonly SourceChooser _sources = new(request, taxonomy);
    private readonly List<PlanStep> _steps = [];

    /// <summary>How many steps nobody asked for, put in to read a file.</summary>
    public int PutIn { get; private set; }

    /// <summary>How many files and quotations no step takes.</summary>
    public int Unused => request.Files.Count(file => !_sources.IsUsed(file))
        + Enumerable.Range(0, request.Literals.Count).Count(i => !request.Literals[i].IsQuestion && !_sources.IsUsed(i));

    /// <summary>The steps for some asks.</summary>
    public IReadOnlyList<PlanStep> Build(IReadOnlyList<Ask> asks)
    {
        foreach (var ask in asks)
        {
            Add(ask, asks);
        }

        return _steps;
    }

    private void Add(Ask ask, IReadOnlyList<Ask> asks)
    {
        var taken = new List<Candidate>();
        var inputs = new Dictionary<string, IReadOnlyList<StepInput>>();
        foreach (var slot in ask.Task.Inputs.Where(slot => slot.Required && slot.Name != ask.Task.Prompt).OrderBy(slot => slot.Many))
        {
            if (slot.Accepts is [Modality.Labels, ..])
            {
                if (ParameterReader.Labels(request, ask) is { } labels)
                {
                    inputs[slot.Name] = [new LiteralInput(labels)];
                }
            }
            else if (Choose(ask, slot, taken, asks) is { Count: > 0 } chosen)
            {
                inputs[slot.Name] = chosen;
            }
        }

        if (ask.Task.Prompt is { } prompt && ask.Task.Slot(prompt) is { Required: true } promptSlot)
        {
            var writer = new PromptWriter(request, _sources, Read);
            inputs[prompt] = [writer.Write(ask, promptSlot, taken, asks)];
        }

        Emit(ask, inputs, taken);
    }

    // One input, or one for each of several files.
    private List<StepInput> Choose(Ask ask, TaskSlot slot, List<Candidate> taken, IReadOnlyList<Ask> asks)
    {
        var ranked = _sources.Rank(ask, slot).Where(candidate => !taken.Exists(other => Same(other, candidate))).ToList();
        if (slot.Many && slot.Accepts.Contains(Modality.Text) && ranked is [{ Literal: >= 0 }, ..])
        {
            var literals = ranked.Where(candidate => candidate.Literal >= 0).OrderBy(candidate => candidate.Literal).ToList();
            taken.AddRange(literals);
            literals.ForEach(_sources.Take);
            return [StepInput.List(literals.Select(candidate => StepInput.Text(request.Literals[candidate.Literal].Text)))];
        }

        if (ranked is not [var best, ..])
        {
            return [];
        }

        var more = best.Files.Count > 0 ? Others(ask, slot, best, ranked, asks) : [];
        if (best.Reader is not null)
        {
            best = new Candidate(best.Score) { Result = Read(best) };
        }

        // Two slots of one kind share the files: the first to the one, the rest to the other.
        if (best.Files.Count > 1 && ask.Task.Inputs.Count(other => other.Required && other.Accepts.Intersect(slot.Accepts).Any()) > 1)
        {
            var left = best.Files.Where(file => !taken.Exists(other => other.Files.Contains(file))).ToList();
            best = best with { Files = slot.Many ? left : left[..1] };
        }

        taken.Add(best);
        _sources.Take(best);
        var values = Inputs(best);
        foreach (var other in more)
        {
            var candidate = other.Reader is null ? other : new Candidate(other.Score) { Result = Read(other) };
            taken.Add(candidate);
            _sources.Take(candidate);
            values.AddRange(Inputs(candidate));
        }

        var joins = slot.Many || (more.Count > 0 ? Traits.Answers(ask.Task) : best.Result is not null && !Modalities.IsMedia(slot.Accepts[0]));
        return values.Count > 1 && joins ? [StepInput.List(values)] : values;
    }

    // "Summarise these", with a call, a PDF and a text: files of other kinds that fit as well, when no other ask takes them and none is
    // named in particular.
    private List<Candidate> Others(Ask ask, TaskSlot slot, Candidate best, List<Candidate> ranked, IReadOnlyList<Ask> asks)
    {
        var clause = new Clause(request, ask);
        if (slot.Accepts is not [Modality.Text] || request.Files.Count <= best.Files.Count || clause.Named(request.Files).Count > 0 || ask.Task.Inputs.Count(input => input.Accepts is [Modality.Text] && input.Required && input.Name != ask.Task.Prompt) > 1)
        {
            return [];
        }

        return [.. ranked.Where(candidate => candidate != best && candidate.Files.Count > 0
            && (clause.Media == WordClass.None || candidate.Files.All(file => (SourceFiles.ClassOf(file) & clause.Media) != 0))
            && candidate.Files.All(file => !_sources.IsUsed(file) && file.Modality is not (Modality.Table or Modality.Image)
                && !asks.Any(other => other != ask && other.Task.Inputs.Any(input => input.Accepts.Contains(file.Modality)))))];
    }

    private List<StepInput> Inputs(Candidate candidate) =>
        candidate.Result is { } result ? [.. result.Ids.Select(StepInput.To)]
        : candidate.Literal >= 0 ? [StepInput.Text(request.Literals[candidate.Literal].Text)]
        : [.. candidate.Files.Select(file => StepInput.To(file.Id))];

    private static bool Same(Candidate a, Candidate b) =>
        (a.Result is not null && a.Result == b.Result) || (a.Literal >= 0 && a.Literal == b.Literal)
        || (a.Files.Count > 0 && a.Files.SequenceEqual(b.Files))
        || (a.Result is { Files: { Count: > 0 } files } && files.SequenceEqual(b.Files));

    // Puts in the steps that make text of files.
    private Produced Read(Candidate candidate)
    {
        var task = candidate.Reader!;
        var ids = new List<string>();
        PutIn += candidate.Files.Count;
        foreach (var file in candidate.Files)
        {
            ids.Add(Append(task, $"Read {file.Name}", new() { [task.Inputs[0].Name] = StepInput.To(file.Id) }, []));
        }

        _sources.Take(candidate);
        var result = new Produced
        {
            Task = task,
            Ids = ids,
            Order = _sources.Results.Count,
            Files = candidate.Files,
        };
        _sources.Results.Add(result);
        return result;
    }

    private void Emit(Ask ask, Dictionary<string, IReadOnlyList<StepInput>> inputs, List<Candidate> taken)
    {
        var content = taken.Count > 0 ? taken[0] : null;
        var settings = Parameters(ask, content, out var language);
        var copies = inputs.Count == 0 ? 1 : inputs.Values.Max(values => values.Count);
        var instruction = new Clause(request, ask).Wording;
        var after = After(ask, inputs);
        var ids = new List<string>();
        foreach (var parameters in settings)
        {
            for (var i = 0; i < copies; i++)
            {
                var values = inputs.ToDictionary(pair => pair.Key, pair => pair.Value[Math.Min(i, pair.Value.Count - 1)]);
                ids.Add(Append(ask.Task, instruction, values, parameters, after));
            }
        }

        var renewed = Traits.Renews(ask.Task) && content is { Literal: >= 0 } ? content.Literal : -1;
        _sources.Results.Add(new Produced
        {
            Ask = ask,
            Task = ask.Task,
            Ids = ids,
            Order = _sources.Results.Count,
            Language = language,
            Literal = renewed,
            Gap = content is { Literal: >= 0 } && ask.Task.Output == Modality.Labels && ask.Mention is { } mention
                && request.Words.Any(word => word.Literal == content.Literal && word.Is(WordClass.Mask)) ? content.Literal : -1,
            Files = content?.Files ?? [],
            Renewed = Translates(ask.Task) ? content?.Result : null,
        });
    }

    // What the request says this works on, though no slot takes it: spans of a recording, vectors as features.
    private List<string> After(Ask ask, Dictionary<string, IReadOnlyList<StepInput>> inputs)
    {
        var bound = inputs.Values.SelectMany(values => values)
            .SelectMany(value => value.References)
            .Select(reference => reference.Target)
            .ToHashSet(StringComparer.Ordinal);
        var clause = new Clause(request, ask);
        var last = _sources.Results.LastOrDefault();
        var wanted = _sources.Results.Where(result => (result.Ask is { } source && ask.Uses.Contains(source))
            || (result == last && !result.Used && clause.PointsAtSeveral && !Traits.Answers(result.Task)));
        var reached = Reached(bound);
        return [.. wanted.Where(result => !result.Ids.Any(reached.Contains)).SelectMany(result =>
        {
            result.Used = true;
            return result.Ids;
        })];
    }

    // Steps and all that they wait for.
    private HashSet<string> Reached(HashSet<string> ids)
    {
        var reached = new HashSet<string>(ids, StringComparer.Ordinal);
        for (var i = _steps.Count - 1; i >= 0; i--)
        {
            if (reached.Contains(_steps[i].Id))
            {
                reached.UnionWith(_steps[i].Dependencies);
            }
        }

        return reached;
    }

    private static bool Translates(TaskType task) => Traits.Renews(task) && ParameterReader.Has(task, "target_language");

    // One set of settings, or one for each of several target languages.
    private List<Dictionary<string, JsonNode?>> Parameters(Ask ask, Candidate? content, out string? language)
    {
        var parameters = new Dictionary<string, JsonNode?>();
        language = content?.Result?.Language
            ?? (content is { Literal: >= 0 } ? LanguageDetector.Detect(request.Literals[content.Literal].Text).Code : content is null ? request.Language : null);
        if (ParameterReader.Has(ask.Task, "target_language"))
        {
            var (targets, source) = ParameterReader.Languages(request, ask);
            if (source is not null)
            {
                parameters["source_language"] = source;
            }

            language = targets[0];
            return [.. targets.Select(target => new Dictionary<string, JsonNode?>(parameters) { ["target_language"] = target })];
        }
        else if (ParameterReader.Has(ask.Task, "max_sentences") && ParameterReader.Sentences(request, ask) is { } sentences)
        {
            parameters["max_sentences"] = sentences;
        }
        else if (ask.Task.Output == Modality.Audio && ParameterReader.Has(ask.Task, "language"))
        {
            // What a file is written in is known once it is read: the engine goes by the text unless a translation decides it.
            if (language is not null)
            {
                parameters["language"] = language;
            }
        }

        return [parameters];
    }

    private string Append(
        TaskType task,
        string instruction,
        Dictionary<string, StepInput> inputs,
        Dictionary<string, JsonNode?> parameters,
        IReadOnlyList<string>? after = null)
    {
        var id = $"s{_steps.Count + 1}";
        _steps.Add(new PlanStep
        {
            Id = id,
            Task = task.Id,
            Instruction = instruction,
            Inputs = inputs,
            Parameters = parameters,
            After = after ?? [],
        });
        return id;
    }
}
