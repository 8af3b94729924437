using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Planner.Artifacts;
using Planner.Inference.Local.Audio;
using Planner.Inference.Local.Images;
using Planner.Inference.Local.Instructions;
using Planner.Inference.Local.Programs;
using Planner.Inference.Local.Speech;
using Planner.Planning;
using Planner.Text;
using Planner.Values;

namespace Planner.Inference.Local.Video;

/// <summary>
/// Shows given texts as slides and reads them aloud. It films nothing: a short description of a scene is refused, unless slides are what
/// was asked for.
/// </summary>
internal sealed partial class SlidesEngine(ProcessRunner programs, Espeak espeak, ArtifactStore store, IOptions<LocalEngineOptions> options) : ILocalEngine
{
    private const int Width = 1280;
    private const int Height = 720;
    private const int Margin = 90;
    private const int FramesPerSecond = 10;

    // Between slides, so that one thought does not run into the next.
    private const double Pause = 0.6;

    private const int WordsPerMinute = 160;

    // The most slides: about half an hour.
    private const int MostSlides = 120;

    private static readonly (string Program, string Package)[] s_needs = [("ffmpeg", "ffmpeg"), ("ffprobe", "ffmpeg"), (Espeak.Program, Espeak.Program)];

    /// <inheritdoc/>
    public string Id => "local/slides";

    /// <inheritdoc/>
    public IReadOnlyList<string> Tasks => ["text-to-video"];

    /// <inheritdoc/>
    public Runnability CanRun(PlanStep step) =>
        Missing() is { Count: > 0 } missing ? Runnability.No($"narrated slides need {string.Join(", ", missing)}", $"apt-get install -y {string.Join(' ', missing)}")
        : StepText.Literal(step, "text") is { } text && !IsGiven(text, step) ? Runnability.No(Refusal(text), "Attach or quote the text to show, or ask for slides.")
        : Runnability.Yes("ImageMagick, espeak-ng and ffmpeg");

    /// <inheritdoc/>
    public Task<EngineStatus> StatusAsync(CancellationToken cancellationToken)
    {
        var missing = Missing();
        return Task.FromResult(new EngineStatus(
            Id, missing.Count == 0, missing.Count == 0 ? "narrated slides of given texts; films nothing" : $"missing: {string.Join(", ", missing)}",
            [ImageMagick.Package, TextFont.Package, "ffmpeg", Espeak.Program], missing));
    }

    /// <inheritdoc/>
    public async Task<InferenceResult> RunAsync(InferenceRequest request, CancellationToken cancellationToken)
    {
        var text = await SlotValues.TextAsync(request, "text", store, cancellationToken);
        var slides = Slide.Of(text.Text);
        if (slides.Count is 0 or > MostSlides || text.Text.Length > options.Value.MaxCharacters)
        {
            throw EngineException.BadInput(
                slides.Count == 0 ? $"The text of step {request.Step.Id} has no word to show." : $"The text of step {request.Step.Id} would make {slides.Count} slides; at most {MostSlides} are made.",
                slides.Count == 0 ? "Give it some text." : "Summarise it first.");
        }

        var language = text.Language ?? TextLanguage.Of(text.Text) ?? request.Language ?? "en";
        var voice = EspeakVoices.For(language) ?? throw new EngineException(new StepError(
            StepErrorKind.CannotRun, $"espeak-ng has no voice for {Language.NameOf(language)}.", "Translate the text into a language that it speaks."));

        using var folder = ScratchFolder.Create();
        var seconds = new List<double>();
        for (var i = 0; i < slides.Count; i++)
        {
            await DrawAsync(slides[i], i, folder, cancellationToken);
            var speech = await espeak.SpeakAsync(slides[i].Text, voice, WordsPerMinute, language, folder, folder.File($"{i}.wav"), cancellationToken);
            seconds.Add(speech.Seconds + Pause);
            request.Progress?.Report(new InferenceProgress((i + 1.0) / (slides.Count + 1), FormattableString.Invariant($"slide {i + 1} of {slides.Count}")));
        }

        var video = await JoinAsync(seconds, folder, cancellationToken);
        var artifact = await store.PutFileAsync(video, $"slides-{Language.CodeOf(language)}.mp4", cancellationToken);
        return InferenceResult.Success(new ArtifactValue(artifact) { Sources = SourceMap.Whole(text.Sources) });
    }

    private async Task DrawAsync(Slide slide, int number, ScratchFolder folder, CancellationToken cancellationToken)
    {
        // The largest letters in which all of it fits; one is about 0.6 of its height wide, a line 1.25 high.
        var size = Enumerable.Range(0, 12).Select(step => 72 - (4 * step)).First(size => size <= 28 || slide.Lines(PerLine(size)).Count * 1.25 * size <= Height - (2 * Margin));
        var call = await ImageMagick.CallAsync(
            folder,
            [
                "-size", $"{Width}x{Height}", "xc:#14213d", "-fill", "#f4f4f4", "-font", TextFont.Path, "-pointsize", $"{size}", "-gravity", "Center",
                "-annotate", "+0+0", ImageMagick.Literal(string.Join('\n', slide.Lines(PerLine(size)))), $"png:{folder.File($"{number}.png")}",
            ],
            cancellationToken);
        var result = await programs.RunAsync(call, cancellationToken);
        if (!result.Succeeded)
        {
            throw new EngineException(result.ToError("drawing a slide", ImageMagick.Package));
        }
    }

    private static int PerLine(int size) => (int)((Width - (2 * Margin)) / (0.62 * size));

    private async Task<string> JoinAsync(List<double> seconds, ScratchFolder folder, CancellationToken cancellationToken)
    {
        // Lists of ours: names that are numbers, and the last picture twice, whose length would else not count.
        var pictures = seconds.Select((length, i) => FormattableString.Invariant($"file '{i}.png'\nduration {length:0.###}\n"));
        await File.WriteAllTextAsync(folder.File("pictures.txt"), $"ffconcat version 1.0\n{string.Concat(pictures)}file '{seconds.Count - 1}.png'\n", cancellationToken);
        string[] sounds = [.. seconds.SelectMany((_, i) => (string[])["-f", "wav", "-i", $"file:{folder.File($"{i}.wav")}"])];
        var padded = string.Concat(seconds.Select((length, i) => FormattableString.Invariant($"[{i + 1}:a]apad=whole_dur={length:0.###}[a{i}];")));
        var joined = string.Concat(seconds.Select((_, i) => $"[a{i}]"));
        var video = folder.File("slides.mp4");
        var result = await programs.RunAsync(
            new ProgramCall(
                Ffmpeg.Program,
                [
                    "-nostdin", "-v", "error", "-protocol_whitelist", "file,pipe", "-f", "concat", "-safe", "0", "-i", $"file:{folder.File("pictures.txt")}", .. sounds,
                    "-filter_complex", $"[0:v]fps={FramesPerSecond},format=yuv420p[v];{padded}{joined}concat=n={seconds.Count}:v=0:a=1[a]", "-map", "[v]", "-map", "[a]",
                    "-c:v", "libx264", "-preset", "veryfast", "-tune", "stillimage", "-c:a", "aac", "-b:a", "96k",
                    "-t", seconds.Sum().ToString("0.###", CultureInfo.InvariantCulture), "-movflags", "+faststart", "-f", "mp4", $"file:{video}",
                ])
            { Folder = folder },
            cancellationToken);
        return result.Succeeded && File.Exists(video)
            ? video
            : throw new EngineException(result.Succeeded ? new StepError(StepErrorKind.Model, "ffmpeg made no video of the slides.") : result.ToError("joining the slides", Ffmpeg.Program));
    }

    // Several sentences, or a long one, are a text to show; a short phrase is a scene to film.
    private static bool IsGiven(string text, PlanStep step) =>
        text.Length >= 160 || SentenceEnd().Count(text) >= 2 || Slides().IsMatch(text) || Slides().IsMatch(step.Instruction);

    private static string Refusal(string text) =>
        $"local/slides shows and reads given texts; it can't film '{(text.Length > 60 ? text[..60] + "…" : text)}'";

    private static List<string> Missing()
    {
        var missing = s_needs.Where(need => ProgramFinder.Find(need.Program) is null).Select(need => need.Package).Distinct().ToList();
        if (ImageMagick.Program is null)
        {
            missing.Add(ImageMagick.Package);
        }

        if (TextFont.Find() is null)
        {
            missing.Add(TextFont.Package);
        }

        return missing;
    }

    [GeneratedRegex("slide|narrat|presentation|слайд|презентац|озвуч", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Slides();

    [GeneratedRegex(@"[.!?…](?=\s|$)", RegexOptions.CultureInvariant)]
    private static partial Regex SentenceEnd();
}
