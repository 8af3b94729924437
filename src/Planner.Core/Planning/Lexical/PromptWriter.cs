using Planner.Catalog;
using Planner.Values;

namespace Planner.Planning.Lexical;

/// <summary>Fills the slot that takes the request's own words: a question, a prompt, an instruction.</summary>
internal sealed class PromptWriter(RequestText request, SourceChooser sources, Func<Candidate, Produced> read)
{
    private const WordClass PageAndTable = WordClass.Page | WordClass.Table;

    /// <summary>What goes into the slot.</summary>
    public StepInput Write(Ask ask, TaskSlot slot, List<Candidate> taken, IReadOnlyList<Ask> asks) =>
        Traits.Answers(ask.Task) || slot.Name == "query" ? Question(ask, slot, taken, asks)
        : Traits.Writes(ask.Task) ? Text(ask, slot, asks)
        : Traits.Creates(ask.Task) ? Description(ask, slot, asks)
        : Instruction(ask, slot, taken, asks);

    private StepInput Question(Ask ask, TaskSlot slot, List<Candidate> taken, IReadOnlyList<Ask> asks)
    {
        var clause = new Clause(request, ask);
        var literal = clause.Literals.Where(i => !taken.Exists(candidate => candidate.Literal == i)).Append(-1).First();
        for (var i = 0; literal < 0 && i < request.Literals.Count; i++)
        {
            literal = request.Literals[i].IsQuestion && !sources.IsUsed(i) ? i : -1;
        }

        if (ask.Mention is { Cue.Needs: var needs } && (needs & PageAndTable) == PageAndTable && Pages(ask, slot) is { Count: > 0 } pages)
        {
            return Template(clause.Text, pages);
        }

        if (literal < 0 && Translated() is { } question)
        {
            return Take(question);
        }

        if (literal >= 0)
        {
            sources.Take(new Candidate(0) { Literal = literal });
            return StepInput.Text(request.Literals[literal].Text);
        }

        if (!clause.IsQuestion && !asks.Any(other => Traits.Writes(other.Task)) && Spoken(ask) is { } spoken)
        {
            return Take(read(spoken));
        }

        if (!clause.IsQuestion && Heard(taken) is { } heard)
        {
            return Take(heard);
        }

        // "Check it against the payments": what "it" is, is the answer so far.
        var answer = sources.Results.LastOrDefault(result =>
            !result.Used && result.Ask is { FindsOut: true } && result.Task.Output == Modality.Text
                && !taken.Exists(candidate => candidate.Result == result));
        return answer is not null && (clause.PointsBack || clause.IsOrder) && !clause.IsQuestion
            ? Template(clause.Text, [answer])
            : StepInput.Text(clause.Text);
    }

    // What the pages say, to be held against a table: "who has not paid yet?", with a letter and a list of payments.
    private List<Produced> Pages(Ask ask, TaskSlot slot)
    {
        foreach (var unread in sources.Rank(ask, slot).Where(found => found.Reader is not null && found.Files.Any(file => file.IsPage)).ToList())
        {
            read(unread);
        }

        return [.. sources.Results.Where(result => result.Files.Any(file => file.IsPage && Traits.Reads(result.Task, file.Modality)))];
    }

    // Words that ask nothing, beside a recording that nothing else takes: the question is spoken there.
    private Candidate? Spoken(Ask ask) => ask.Task.Slot(ask.Task.Prompt!) is { } slot
        ? sources.Rank(ask, slot).FirstOrDefault(found => found.Reader is not null
            && found.Files.All(file => file.Modality == Modality.Audio && !sources.IsUsed(file)))
        : null;

    // "Transcribe the audio, find the answer in the document": what was heard, and nothing else takes, is the question.
    private Produced? Heard(List<Candidate> taken) => sources.Results.LastOrDefault(result =>
        !result.Used && Traits.Reads(result.Task, Modality.Audio) && !taken.Exists(candidate => candidate.Result == result));

    // A question that was translated is asked in its translation.
    private Produced? Translated() =>
        sources.Results.LastOrDefault(result => result.Literal >= 0 && request.Literals[result.Literal].IsQuestion && !result.Used);

    private StepInput Text(Ask ask, TaskSlot slot, IReadOnlyList<Ask> asks)
    {
        ReadTheRest(ask, slot, asks, sources.Results.Count == 0 ? null : Modality.Audio);
        var clause = new Clause(request, ask);
        var said = sources.Results.Where(result => result.Ask is { } source && ask.Uses.Contains(source)).ToList();
        var open = sources.Results.Where(result => !result.Used && slot.Distance(result.Task.Output) is not null && !said.Contains(result));
        List<Produced> results = clause.StandsAlone ? said : [.. said, .. open];
        return results.Count > 0 ? Template(clause.Text, results) : Best(ask, slot, clause, withText: true);
    }

    // What nothing else will take is what there is to write about, or says what is to be made.
    private void ReadTheRest(Ask ask, TaskSlot slot, IReadOnlyList<Ask> asks, Modality? only)
    {
        var unread = request.Files.Where(file => (only is null || file.Modality == only) && !sources.IsUsed(file));
        foreach (var file in unread.GroupBy(file => file.Modality).ToList())
        {
            var candidate = sources.Rank(ask, slot).FirstOrDefault(found => found.Reader is not null && found.Files.Contains(file.First()));
            if (candidate is not null && !asks.Any(other => other != ask
                && other.Task.Inputs.Any(input => input.Accepts.Contains(file.Key))) && !asks.Any(other => IsNameOfResult(other, file)))
            {
                read(candidate);
            }
        }
    }

    // "Generate an audio file 'answer.wav'": that is how the result shall be called.
    private bool IsNameOfResult(Ask ask, IGrouping<Modality, SourceFile> files) =>
        ask.Task.Output == files.Key && ask.Task.Inputs.All(slot => !slot.Accepts.Contains(files.Key))
        && new Clause(request, ask).NamesFile && new Clause(request, ask).Named([.. files]).Count > 0;

    private StepInput Description(Ask ask, TaskSlot slot, IReadOnlyList<Ask> asks)
    {
        ReadTheRest(ask, slot, asks, Modality.Audio);
        var clause = new Clause(request, ask);
        return clause.DescribesItself && ask.Uses.Count == 0 ? StepInput.Text(clause.Text) : Best(ask, slot, clause, withText: false);
    }

    private StepInput Best(Ask ask, TaskSlot slot, Clause clause, bool withText)
    {
        var best = sources.Rank(ask, slot).FirstOrDefault();
        if (best is null || best.Score < 0.3)
        {
            return StepInput.Text(clause.Text);
        }

        var result = best.Reader is null ? best.Result : read(best);
        if (result is not null)
        {
            return withText ? Template(clause.Text, [result]) : Take(result);
        }

        sources.Take(best);
        return best.Literal < 0 ? StepInput.To(best.Files[0].Id)
            : StepInput.Text(withText ? clause.Text : request.Literals[best.Literal].Text);
    }

    // An instruction about media: the user's own words, and a text that was just made for it.
    private StepInput Instruction(Ask ask, TaskSlot slot, List<Candidate> taken, IReadOnlyList<Ask> asks)
    {
        ReadTheRest(ask, slot, asks, Modality.Audio);
        var clause = new Clause(request, ask);
        var made = sources.Results.Where(result => !taken.Exists(candidate => candidate.Result == result)
            && slot.Distance(result.Task.Output) is not null
            && ((result.Ask is { } source && ask.Uses.Contains(source)) || (!result.Used
                && result.Order == sources.Results.Count - 1 && (result.Ask is not { FindsOut: true } || clause.RestsOnResult)))).ToList();
        var literal = clause.Literals.Append(-1).First();
        if (made.Count > 0)
        {
            return Template(clause.Text, made);
        }

        if (literal >= 0)
        {
            sources.Take(new Candidate(0) { Literal = literal });
        }

        return StepInput.Text(clause.Text);
    }

    private static StepInput Take(Produced result)
    {
        result.Used = true;
        return result.Ids is [var id] ? StepInput.To(id) : StepInput.List(result.Ids.Select(StepInput.To));
    }

    private static TemplateInput Template(string text, List<Produced> results)
    {
        var parts = new List<TemplatePart>();
        foreach (var id in results.SelectMany(result => result.Ids))
        {
            parts.Add(new TemplatePart(parts.Count == 0 ? text.TrimEnd('.', ':') + ": " : "\n", new Reference(id, [])));
        }

        results.ForEach(result => result.Used = true);
        return new TemplateInput(parts, "");
    }
}
