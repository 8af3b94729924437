using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Planner.Artifacts;
using Planner.Inference.Local.Programs;
using Planner.Planning;
using Planner.Text;
using Planner.Values;

namespace Planner.Inference.Local.Speech;

/// <summary>Reads text aloud with espeak-ng.</summary>
internal sealed class EspeakEngine(Espeak espeak, ArtifactStore store, IOptions<LocalEngineOptions> options) : ILocalEngine
{
    private const string Program = Espeak.Program;

    // Words per minute: espeak-ng's own default and the range that it takes.
    private const double NormalSpeed = 175;
    private const double LeastSpeed = 80;
    private const double MostSpeed = 450;

    /// <inheritdoc/>
    public string Id => "local/espeak-ng";

    /// <inheritdoc/>
    public IReadOnlyList<string> Tasks => ["text-to-speech"];

    /// <inheritdoc/>
    public Runnability CanRun(PlanStep step)
    {
        if (ProgramFinder.Find(Program) is null)
        {
            return Runnability.No("espeak-ng is not installed", $"apt-get install -y {Program}");
        }

        return Asked(step) is { } language && EspeakVoices.Languages().Count > 0 && EspeakVoices.For(language) is null
            ? Runnability.No($"espeak-ng has no voice for {Language.NameOf(language)}")
            : Runnability.Yes($"espeak-ng ({EspeakVoices.Languages().Count} languages)");
    }

    /// <inheritdoc/>
    public Task<EngineStatus> StatusAsync(CancellationToken cancellationToken) => Task.FromResult(
        ProgramFinder.Find(Program) is null
            ? new EngineStatus(Id, false, "espeak-ng is not installed", [Program], [Program])
            : new EngineStatus(Id, true, $"espeak-ng with voices for {EspeakVoices.Languages().Count} languages and variants", [Program], []));

    /// <inheritdoc/>
    public async Task<InferenceResult> RunAsync(InferenceRequest request, CancellationToken cancellationToken)
    {
        var text = await SlotValues.TextAsync(request, "text", store, cancellationToken);
        if (!text.Text.Any(char.IsLetterOrDigit))
        {
            throw EngineException.BadInput($"The text of step {request.Step.Id} has no word to speak.", "Give it some text.");
        }

        if (text.Text.Length > options.Value.MaxCharacters)
        {
            throw EngineException.BadInput(
                $"The text of step {request.Step.Id} has {text.Text.Length} characters; at most {options.Value.MaxCharacters} are spoken.",
                "Summarise it first, or raise Planner:Local:MaxCharacters.");
        }

        var language = request.Parameter("language") ?? text.Language ?? TextLanguage.Of(text.Text) ?? request.Language ?? "en";
        if ((request.Parameter("voice") ?? EspeakVoices.For(language)) is not { } voice)
        {
            throw new EngineException(new StepError(
                StepErrorKind.CannotRun, $"espeak-ng has no voice for {Language.NameOf(language)}.",
                "Translate the text into a language that it speaks."));
        }

        return InferenceResult.Success(await SpeakAsync(text.Text, voice, Speed(request), Language.CodeOf(language), cancellationToken) with
        {
            Sources = SourceMap.Whole(text.Sources),
        });
    }

    private async Task<ArtifactValue> SpeakAsync(string text, string voice, int speed, string language, CancellationToken cancellationToken)
    {
        using var folder = ScratchFolder.Create();
        var wav = folder.File("speech.wav");
        await espeak.SpeakAsync(text, voice, speed, language, folder, wav, cancellationToken);
        return new ArtifactValue(await store.PutFileAsync(wav, $"speech-{language}.wav", cancellationToken));
    }

    private static int Speed(InferenceRequest request) => (int)Math.Clamp(request.Number("speed") ?? NormalSpeed, LeastSpeed, MostSpeed);

    private static string? Asked(PlanStep step) =>
        step.Parameters.GetValueOrDefault("language") is JsonValue value && value.TryGetValue<string>(out var language) ? language : null;
}
