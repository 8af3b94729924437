using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Planner.Artifacts;
using Planner.Inference.Local.Programs;
using Planner.Planning;
using Planner.Text;
using Planner.Values;

namespace Planner.Inference.Local.Translation;

/// <summary>Translates text with apertium, by rules, between the pairs that are installed.</summary>
internal sealed partial class ApertiumEngine(ProcessRunner programs, ArtifactStore store, IOptions<LocalEngineOptions> options) : ILocalEngine
{
    private const string Program = "apertium";
    private const string FirstPair = "apertium-eng-spa";

    /// <inheritdoc/>
    public string Id => "local/apertium";

    /// <inheritdoc/>
    public IReadOnlyList<string> Tasks => ["translation"];

    /// <inheritdoc/>
    public Runnability CanRun(PlanStep step)
    {
        if (ProgramFinder.Find(Program) is null)
        {
            return Runnability.No("apertium is not installed", $"apt-get install -y {Program} {FirstPair}");
        }

        if (ApertiumPairs.Installed().Count == 0)
        {
            return Runnability.No("apertium has no language pairs", $"apt-get install -y {FirstPair}");
        }

        var (from, to) = (Named(step, "source_language"), Named(step, "target_language"));
        return (from, to) switch
        {
            // What the text is in shows when it is there; a missing target is told then as well.
            (null, { } target) when !ApertiumPairs.Installed().Any(mode => ApertiumPairs.Split(mode).To == target) => NoPair(null, target),
            ({ } source, { } target) when source != target && ApertiumPairs.Mode(source, target) is null => NoPair(source, target),
            _ => Runnability.Yes($"apertium ({ApertiumPairs.Names()})"),
        };
    }

    /// <inheritdoc/>
    public Task<EngineStatus> StatusAsync(CancellationToken cancellationToken)
    {
        List<string> missing = ProgramFinder.Find(Program) is null ? [Program] : [];
        if (ApertiumPairs.Installed().Count == 0)
        {
            missing.Add(FirstPair);
        }

        return Task.FromResult(new EngineStatus(
            Id, missing.Count == 0, missing.Count == 0 ? $"apertium with {ApertiumPairs.Names()}" : $"missing: {string.Join(", ", missing)}",
            [Program, FirstPair], missing));
    }

    /// <inheritdoc/>
    public async Task<InferenceResult> RunAsync(InferenceRequest request, CancellationToken cancellationToken)
    {
        if (Named(request.Step, "target_language") is not { } to)
        {
            throw EngineException.BadInput(
                $"Step {request.Step.Id} does not say which language to translate into.", $"Set target_language; installed here: {ApertiumPairs.Names()}.");
        }

        var text = await SlotValues.TextAsync(request, "text", store, cancellationToken);
        if (text.Text.Length > options.Value.MaxCharacters)
        {
            throw EngineException.BadInput(
                $"The text of step {request.Step.Id} has {text.Text.Length} characters; at most {options.Value.MaxCharacters} are translated.",
                "Summarise it first, or raise Planner:Local:MaxCharacters.");
        }

        var from = Named(request.Step, "source_language") ?? (text.Language is { } known ? Language.CodeOf(known) : null)
            ?? TextLanguage.Of(text.Text) ?? request.Language ?? "en";
        if (from == to)
        {
            // Nothing is left to do, as when a plan translates what may come in either language.
            return InferenceResult.Success(text with { Language = to, Confidence = 1 });
        }

        if (ApertiumPairs.Mode(from, to) is not { } mode)
        {
            var no = NoPair(from, to);
            throw new EngineException(new StepError(StepErrorKind.CannotRun, no.Reason + ".", no.Fix));
        }

        // -u: a word that it does not know stands as it is, without an asterisk.
        var result = await programs.RunAsync(
            new ProgramCall(Program, ["-u", "-f", "txt", mode]) { Input = Encoding.UTF8.GetBytes(TextLines.Unwrap(text.Text.Replace('\0', ' '))) },
            cancellationToken);
        if (!result.Succeeded)
        {
            throw new EngineException(result.ToError($"translating {from}→{to}", Program));
        }

        // Where it drops a word it leaves both blanks.
        var plain = DoubledBlanks().Replace(result.Text.Trim(), " ");
        var translated = (from, to) is ("en", "es") ? SpanishDates.Mend(plain) : plain;
        return translated.Length == 0
            ? throw EngineException.Model($"apertium gave no translation {from}→{to} of the text of step {request.Step.Id}.")
            : InferenceResult.Success(new TextValue(translated, to) { Sources = SourceMap.Whole(text.Sources) });
    }

    private static Runnability NoPair(string? from, string to)
    {
        var what = from is null ? $"into {Language.NameOf(to)}" : $"from {Language.NameOf(from)} into {Language.NameOf(to)}";
        if (from is not null && ApertiumPairs.Package(from, to) is { } package)
        {
            return Runnability.No($"apertium's pair {what} is not installed", $"apt-get install -y {package}");
        }

        var partners = ApertiumPairs.PartnersOf(to);
        return from is null && partners.Count > 0
            ? Runnability.No(
                $"no installed pair of apertium translates {what}; Debian has pairs with {string.Join(", ", partners.Select(Language.NameOf))}",
                $"apt-get install -y {ApertiumPairs.Package(partners[0], to)}")
            : Runnability.No($"apertium has no pair {what}; installed: {ApertiumPairs.Names()}");
    }

    private static string? Named(PlanStep step, string parameter) =>
        step.Parameters.GetValueOrDefault(parameter) is JsonValue value && value.TryGetValue<string>(out var language) && language.Length > 0
            ? Language.CodeOf(language)
            : null;

    [GeneratedRegex(@"(?<=\S) {2,}(?=\S)")]
    private static partial Regex DoubledBlanks();
}
