using System.Text.Json;
using Planner.ScriptedServer;

namespace Planner.IntegrationTests.Cli;

/// <summary><c>planner doctor --live</c> over real HTTP.</summary>
public sealed class DoctorLiveTests : IAsyncLifetime
{
    private readonly PlannerProcess _planner = new();
    private ScriptedChatServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ScriptedChatServer.StartAsync();
        _server.Models = [new() { ["id"] = "scripted-vl" }, new() { ["id"] = "nomic-embed-text" }];
        _server.Otherwise = Answer;
        _planner.Environment["PATH"] = Directory.CreateDirectory(Path.Combine(_planner.Folder, "empty")).FullName;
    }

    public async ValueTask DisposeAsync()
    {
        _planner.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Live_AnInstance_IsCalledOnceForEachThingThatItCanDo()
    {
        await AddAsync("machine");

        var (code, calls, error) = await LiveAsync();

        var box = calls.Where(call => call.GetProperty("instance").GetString() == "box").ToList();
        box.ShouldAllBe(call => call.GetProperty("outcome").GetString() == "as-expected", string.Join("\n", box));
        box.Select(call => call.GetProperty("task").GetString()).ShouldBeUnique();

        // Of what it does by prompts, one task for each form of reply; of the rest each.
        var tasks = box.ToLookup(call => call.GetProperty("model").GetString()!.StartsWith("prompt/", StringComparison.Ordinal), call => call.GetProperty("task").GetString()!);
        tasks[false].ShouldBe(["text-generation", "conversational", "image-text-to-text", "feature-extraction"], ignoreOrder: true);
        tasks[true].Count().ShouldBeInRange(6, 9);
        tasks[true].ShouldContain("object-detection");

        // Engines of this machine that need no program are called too, the others named with what they lack.
        calls.ShouldContain(call => call.GetProperty("model").GetString() == "local/summarizer" && call.GetProperty("outcome").GetString() == "as-expected");
        calls.Single(call => call.GetProperty("model").GetString() == "local/ocr").GetProperty("outcome").GetString().ShouldBe("not-tried");
        code.ShouldBe(0, error);
    }

    [Fact]
    public async Task Live_SomethingElseOrAFailure_IsSaidAndTheExitCodeTells()
    {
        await AddAsync("machine");
        _server.Otherwise = request => request.Says("Reply with the word hello") ? "Good day."
            : request.Says("Which number does the image show") ? ScriptedReply.Error(400, "image input is not supported")
            : Answer(request);

        var (code, calls, _) = await LiveAsync();

        code.ShouldBe(3);
        var different = calls.First(call => call.GetProperty("task").GetString() == "text-generation");
        (different.GetProperty("outcome").GetString(), different.GetProperty("expected").GetString(), different.GetProperty("actual").GetString()).ShouldBe(("different", "“hello” in it", "Good day."));
        var failed = calls.Where(call => call.GetProperty("outcome").GetString() == "failed").ToList();
        failed.Select(call => call.GetProperty("task").GetString()).ShouldBe(["image-text-to-text", "any-to-any"], ignoreOrder: true);
        failed.ShouldAllBe(call => call.GetProperty("actual").GetString()!.Contains("image input is not supported", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Live_Offline_CallsNothingBeyondThisMachine()
    {
        await AddAsync("lan");
        var before = _server.Requests.Count;

        var (_, calls, _) = await LiveAsync("--offline");

        _server.Requests.Count.ShouldBe(before);
        calls.ShouldAllBe(call => call.GetProperty("egress").GetString() == "machine");
    }

    [Fact]
    public async Task Live_NothingToSpend_CallsNothing()
    {
        await AddAsync("machine");
        var before = _server.Requests.Count;

        var (code, calls, _) = await LiveAsync("--max-usd", "0");

        (code, _server.Requests.Count).ShouldBe((4, before));
        calls.ShouldAllBe(call => call.GetProperty("outcome").GetString() == "not-tried");
    }

    [Fact]
    public async Task Live_ForPeople_IsATableWithASum()
    {
        await AddAsync("machine");

        var (_, output, _) = await _planner.RunAsync("doctor", "--live");

        output.ShouldMatch(@"(?m)^✔ box +text-generation +scripted-vl +“hello” in it +hello 42 Oslo");
        output.ShouldMatch(@"(?m)^\d+ calls: \d+ as expected, 0 different, 0 failed; \d+ not tried\. Cost \$0\.");
    }

    private static ScriptedReply Answer(ScriptedRequest request) =>
        request.Says("array of numbers") ? (request.Says("\n2. ") ? "[0.9, 0.1]" : "[0.9]")
        : request.Says("\"entity_group\"") ? """[{"entity_group":"LOC","word":"Oslo"}]"""
        : request.Says("\"box\"") ? """[{"label":"text","score":0.9,"box":{"xmin":50,"ymin":100,"xmax":950,"ymax":900}}]"""
        : request.Says("\"label\"") ? """[{"label":"POSITIVE","score":0.9}]"""
        : "hello 42 Oslo 700000";

    private async Task AddAsync(string egress)
    {
        var (code, _, error) = await _planner.RunAsync("instances", "add", _server.BaseUrl.ToString(), "--name", "box", "--egress", egress);
        code.ShouldBe(0, error);
    }

    private async Task<(int Code, List<JsonElement> Calls, string Error)> LiveAsync(params string[] options)
    {
        var (code, output, error) = await _planner.RunAsync(["doctor", "--live", "--json", .. options]);
        return (code, [.. JsonDocument.Parse(output).RootElement.GetProperty("calls").EnumerateArray()], error);
    }
}
