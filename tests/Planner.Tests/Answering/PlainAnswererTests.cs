using System.Text.Json;
using Planner.Answering;
using Planner.Artifacts;
using Planner.Execution;
using Planner.Inference;
using Planner.Planning;
using Planner.Runs;
using Planner.Tests.Testing;
using Planner.Values;
using static Planner.Tests.Testing.Steps;

namespace Planner.Tests.Answering;

public sealed class PlainAnswererTests
{
    private static readonly Artifact Speech = new("a_1", "speech-es.wav", "audio/wav", 1_209_600, "00");

    [Fact]
    public async Task Answer_ChainToSpeech_TellsTheSpokenTextAndTheFileButNotTheTextInBetween()
    {
        var answer = await AnswerAsync(
            "en",
            [TextStep("s1", "long"), Step("s2", "translation", ("text", "@s1")), Step("s3", "text-to-speech", ("text", "@s2"))],
            Succeeded("s1", new TextValue("the summary")),
            Succeeded("s2", new TextValue("el resumen")),
            Succeeded("s3", new ArtifactValue(Speech)),
            new ArtifactStored { StepId = "s3", Artifact = Speech });

        answer.ShouldBe("el resumen\n\nFiles made: speech-es.wav (audio/wav, 1.2 MB)");
    }

    [Theory]
    [InlineData("en", "0.336 on a scale from 0 (unrelated) to 1 (the same)")]
    [InlineData("ru", "0.336 по шкале от 0 (ничего общего) до 1 (одно и то же)")]
    public async Task Answer_SingleScore_SaysOnWhatScale(string language, string expected)
    {
        var answer = await AnswerAsync(
            language,
            [TextStep("s1", "a")],
            Succeeded("s1", new StructuredValue(Modality.Scores, JsonSerializer.SerializeToElement(new[] { 0.336 }))));

        answer.ShouldBe(expected);
    }

    [Fact]
    public async Task Answer_FailedAndSkipped_AreSaidWithTheReasonInTheLanguageOfTheRequest()
    {
        var answer = await AnswerAsync(
            "ru",
            [TextStep("s1", "a"), TextStep("s2", "@s1"), TextStep("s3", "b")],
            new StepFailed { StepId = "s1", Error = new StepError(StepErrorKind.Model, "No text was found.", "Scan it again.") },
            new StepSkipped { StepId = "s2", Because = "s1", Reason = "s1 failed" },
            Succeeded("s3", new TextValue("готово")));

        answer.ShouldBe("готово\n\nНе сделано:\n• s1 summarization: модель не справилась. No text was found. Scan it again.\n• s2 summarization: не выполнялось: шаг s1 не дал результата");
    }

    [Fact]
    public async Task Answer_QuestionOnTheWay_IsToldWithItsPage()
    {
        var source = new ValueSource { ArtifactId = "a_2", Name = "lease.pdf", Page = 3 };

        var answer = await AnswerAsync(
            "en",
            [Step("s1", "question-answering", ("question", "How long?"), ("context", "x")), TextStep("s2", "@s1")],
            Succeeded("s1", new TextValue("three months") { Sources = [source, source] }),
            Succeeded("s2", new TextValue("short")));

        answer.ShouldBe("Do s1:\nthree months\n(from lease.pdf, p. 3)\n\nDo s2:\nshort");
    }

    [Fact]
    public async Task Answer_ListOfFiles_NamesTheFilesOnly()
    {
        var answer = await AnswerAsync(
            "en",
            [TextStep("s1", "x")],
            Succeeded("s1", new ListValue([new ArtifactValue(Speech) { Sources = [new ValueSource { ArtifactId = "a_2", Name = "clip.mp4" }] }])),
            new ArtifactStored { StepId = "s1", Artifact = Speech });

        answer.ShouldBe("Files made: speech-es.wav (audio/wav, 1.2 MB)");
    }

    [Fact]
    public async Task Answer_FoundObjects_AreListedWithScoreAndPlace()
    {
        var boxes = JsonDocument.Parse("""[{"label":"cat","score":0.934,"box":{"xmin":1,"ymin":2,"xmax":30,"ymax":40}}]""").RootElement;

        var answer = await AnswerAsync("en", [Step("s1", "object-detection", ("image", "@f1"))], Succeeded("s1", new StructuredValue(Modality.Boxes, boxes)));

        answer.ShouldBe("• cat (93%, xmin 1, ymin 2, xmax 30, ymax 40)");
    }

    [Theory]
    [InlineData("en", "I found no task")]
    [InlineData("ru", "не нашлось задачи")]
    [InlineData("es", "No encontré")]
    [InlineData("fi", "I found no task")]
    public async Task Answer_NothingAsked_IsAnHonestReply(string language, string words) => (await AnswerAsync(language, [])).ShouldContain(words);

    private static StepSucceeded Succeeded(string id, Value value) => new() { StepId = id, Value = value };

    private static async Task<string> AnswerAsync(string language, IReadOnlyList<PlanStep> steps, params RunEvent[] events)
    {
        var run = new RunState();
        RunEvent[] all = [new RunAccepted { Request = new Request { Text = "x", Language = language } }, .. steps.Select(step => new PlanStepAccepted { StepId = step.Id, Step = step }), .. events];
        foreach (var happened in all)
        {
            run.Apply(happened);
        }

        return string.Concat(await new PlainAnswerer(RunTestHost.Taxonomy, new ValueStore(null!)).AnswerAsync(new AnsweringContext { Run = run }, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken));
    }
}
