using System.Net;
using System.Net.Http.Headers;
using Planner.Inference;

namespace Planner.Tests.Server;

public sealed class CatalogAndArtifactEndpointsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GetModels_TaskAndRunnable_FiltersPagesAndExplains()
    {
        await using var host = await ServerTestHost.StartAsync();
        host.Backend.WhenAsked = (card, _) => card.Id == "second/translation" ? Runnability.Yes("engine 1") : Runnability.No("no engine for it", "install it");

        var runnable = await host.GetAsync("/api/models?task=translation&runnable=true&explain=true&query=translate");
        var first = await host.GetAsync("/api/models?task=translation&limit=1");
        var second = await host.GetAsync($"/api/models?task=translation&limit=1&cursor={first.GetProperty("next").GetString()}");

        var model = runnable.GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        model.GetProperty("id").GetString().ShouldBe("second/translation");
        model.GetProperty("through").GetString().ShouldBe("engine 1");
        model.GetProperty("terms").EnumerateArray().Select(term => term.GetProperty("name").GetString()).ShouldContain("fit");
        new[] { first, second }.Select(page => page.GetProperty("items")[0].GetProperty("id").GetString()).ShouldBe(["first/translation", "second/translation"], ignoreOrder: true);
        second.GetProperty("next").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        (await host.Client.GetAsync("/api/models?task=juggling", Stop)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task GetTasks_SaysHowManyModelsCanDoEach()
    {
        await using var host = await ServerTestHost.StartAsync();
        host.Backend.WhenAsked = (card, _) => card.Id == "first/translation" ? Runnability.Yes("here") : Runnability.No("not here");

        var tasks = (await host.GetAsync("/api/tasks")).GetProperty("items").EnumerateArray().ToDictionary(task => task.GetProperty("id").GetString()!, task => task);

        tasks["translation"].GetProperty("runnableModels").GetInt32().ShouldBe(1);
        tasks["summarization"].GetProperty("runnableModels").GetInt32().ShouldBe(0);
        tasks["translation"].GetProperty("output").GetString().ShouldBe("text");
    }

    [Fact]
    public async Task PostModelsRun_Inputs_GivesTheValue()
    {
        await using var host = await ServerTestHost.StartAsync();

        using var response = await host.PostAsync("/api/models/run", new { model = "first/translation", inputs = new { text = "Hi" }, parameters = new { target_language = "de" } });

        (await response.JsonAsync()).GetProperty("text").GetString().ShouldBe("call(Hi)");
        host.Backend.Calls.ShouldHaveSingleItem().Parameter("target_language").ShouldBe("de");
        (await host.PostAsync("/api/models/run", new { model = "first/translation", inputs = new { image = "x" } })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Artifacts_UploadedFile_ComesBackWholeAndInParts()
    {
        await using var host = await ServerTestHost.StartAsync();
        using var uploaded = await host.SendAsync(HttpMethod.Post, "/api/artifacts?name=notes.txt", new ByteArrayContent("0123456789"u8.ToArray()));
        uploaded.StatusCode.ShouldBe(HttpStatusCode.Created);
        var path = uploaded.Headers.Location!.ToString();

        using var whole = await host.SendAsync(HttpMethod.Get, path);
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Range = new RangeHeaderValue(2, 4) } };
        using var part = await host.Client.SendAsync(request, Stop);

        (await whole.Content.ReadAsStringAsync(Stop)).ShouldBe("0123456789");
        whole.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; charset=utf-8");
        whole.Content.Headers.ContentDisposition!.FileName.ShouldBe("notes.txt");
        part.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        (await part.Content.ReadAsStringAsync(Stop)).ShouldBe("234");
    }
}
