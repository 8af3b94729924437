using System.Runtime.CompilerServices;
using System.Text.Json;
using Planner.IntegrationTests.Engines;
using Planner.ScriptedServer;

namespace Planner.IntegrationTests.Cli;

/// <summary>
/// The program with a server of one chat model that sees, and of one that transcribes, as its only instance: what prompts make possible. The engines of this
/// machine that are programs are out of reach.
/// </summary>
public sealed class PromptAdapterTests : IAsyncLifetime
{
    private const string Model = "prompt/scripted-vl";
    private readonly PlannerProcess _planner = new();
    private ScriptedChatServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ScriptedChatServer.StartAsync();
        ScriptedReplies.Apply(_server, Path.Combine(DataFolder(), "scripted-replies.jsonl"));
        _planner.Environment["PATH"] = Directory.CreateDirectory(Path.Combine(_planner.Folder, "empty")).FullName;
    }

    public async ValueTask DisposeAsync()
    {
        _planner.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Tasks_Runnable_AreThoseOfThePromptsToo()
    {
        await AddAsync();

        var (code, output, error) = await _planner.RunAsync("tasks", "--runnable", "--json");

        code.ShouldBe(0, error);
        var runs = JsonDocument.Parse(output).RootElement.GetProperty("items").EnumerateArray().ToDictionary(task => task.GetProperty("id").GetString()!, task => task.GetProperty("model").GetString());
        foreach (var task in new[]
        {
            "translation", "fill-mask", "image-to-text", "visual-question-answering", "image-classification", "zero-shot-image-classification", "object-detection",
            "zero-shot-object-detection", "visual-document-retrieval",
        })
        {
            runs.ShouldContainKeyAndValue(task, Model);
        }

        runs["automatic-speech-recognition"].ShouldBe("whisper-1");
        runs["image-text-to-text"]!.ShouldEndWith("scripted-vl");
        runs.Keys.ShouldContain("summarization");
        runs.Keys.ShouldNotContain("text-to-image");
        runs.Keys.ShouldNotContain("text-to-speech");
    }

    [Theory]
    [InlineData("Describe landscape.jpg and translate the description into Spanish", "landscape.jpg", "image-to-text translation", "Una casa roja")]
    [InlineData("When does the work on the roof begin according to invoice-page-1.png?", "invoice-page-1.png", "document-question-answering", "3 May 2027")]
    [InlineData("Which objects are in landscape.jpg and where are they?", "landscape.jpg", "object-detection", "house (97%, xmin 320, ymin 120, xmax 432, ymax 251)")]
    [InlineData("Transcribe voice-memo.ogg and summarise it", "voice-memo.ogg", "automatic-speech-recognition summarization", "moved to Thursday at nine")]
    [InlineData("What is the total in the North region?", "sales.csv", "table-question-answering", "8984.05")]
    [InlineData("What colour is the house in landscape.jpg? Translate the answer into German", "landscape.jpg", "visual-question-answering translation", "Das Haus ist rot.")]
    public async Task Ask_ThingsOfManyKinds_AreDoneByPrompts(string request, string sample, string tasks, string answer)
    {
        await AddAsync();

        var (code, output, error) = await _planner.RunAsync("ask", request, "--file", EngineHost.SamplePath(sample), "--model", Model, "--json");

        code.ShouldBe(0, error + output);
        var json = JsonDocument.Parse(output).RootElement;
        json.GetProperty("answer").GetString()!.ShouldContain(answer);
        var steps = json.GetProperty("steps").EnumerateArray().ToList();
        string.Join(' ', steps.Select(step => step.GetProperty("task").GetString())).ShouldBe(tasks);
        steps.ShouldAllBe(step => step.GetProperty("instance").GetString() == "box");
    }

    [Fact]
    public async Task Ask_WithTheServerAsController_CountsWhatItFound()
    {
        _planner.Environment["OPENAI_BASE_URL"] = _server.BaseUrl.ToString();
        _planner.Environment["Planner__Controller__Mode"] = "Llm";
        (await _planner.RunAsync("doctor")).Code.ShouldBe(0);

        var (code, output, error) = await _planner.RunAsync("ask", "How many things are in the picture?", "--file", EngineHost.SamplePath("landscape.jpg"), "--json");

        code.ShouldBe(0, error + output);
        var json = JsonDocument.Parse(output).RootElement;
        json.GetProperty("answer").GetString()!.ShouldContain("There are two things in the picture, a house and a sun [s2].");
        json.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("model").GetString()).ShouldContain(Model);
    }

    private async Task AddAsync()
    {
        var (code, _, error) = await _planner.RunAsync("instances", "add", _server.BaseUrl.ToString(), "--name", "box");
        code.ShouldBe(0, error);
    }

    private static string DataFolder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "data");
}
