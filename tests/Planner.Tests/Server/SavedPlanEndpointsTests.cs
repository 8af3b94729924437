using System.Net;
using System.Text;
using System.Text.Json;
using Planner.Runs;
using Planner.Server.Security;
using Planner.Tests.Testing;
using static Planner.Tests.Testing.Steps;

namespace Planner.Tests.Server;

public sealed class SavedPlanEndpointsTests
{
    [Fact]
    public async Task Put_Run_SavesItsPlanWithFilesAndParameters()
    {
        await using var host = await StartAsync();
        var run = await RunAsync(host);

        using var saved = await PutAsync(host, new { run, description = "Reads a page." });

        saved.StatusCode.ShouldBe(HttpStatusCode.Created);
        saved.Headers.Location!.ToString().ShouldBe("/api/plans/reader");
        saved.Headers.ETag!.Tag.ShouldBe("\"1\"");
        var plan = await host.GetAsync("/api/plans/reader");
        plan.GetProperty("files")[0].GetProperty("role").GetString().ShouldBe("page");
        plan.GetProperty("parameters").EnumerateArray().Select(parameter => parameter.GetProperty("name").GetString()).ShouldBe(["question"]);
        plan.GetProperty("description").GetString().ShouldBe("Reads a page.");
        plan.GetProperty("versions").GetArrayLength().ShouldBe(1);
        (await host.GetAsync("/api/plans")).GetProperty("items").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Put_PlanThatIsThere_NeedsItsTag()
    {
        await using var host = await StartAsync();
        var run = await RunAsync(host);
        using var first = await PutAsync(host, new { run });

        using var without = await PutAsync(host, new { run });
        using var stale = await PutAsync(host, new { run }, ("If-Match", "\"7\""));
        using var onlyNew = await PutAsync(host, new { run }, ("If-None-Match", "*"));
        using var good = await PutAsync(host, new { run }, ("If-Match", "\"1\""));

        without.StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);
        (await without.JsonAsync()).GetProperty("fix").GetString()!.ShouldContain("\"1\"");
        stale.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        onlyNew.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        good.StatusCode.ShouldBe(HttpStatusCode.OK);
        good.Headers.ETag!.Tag.ShouldBe("\"2\"");
        (await host.GetAsync("/api/plans/reader@1")).GetProperty("version").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Run_FilesByRoleAndOtherValues_RunsWithoutPlanning()
    {
        await using var host = await StartAsync();
        using var saved = await PutAsync(host, new { run = await RunAsync(host) });
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(Bytes.Png), "page", "scan-7.png" },
            { new StringContent("""{"question":"When?"}"""), "set" },
        };

        using var started = await host.SendAsync(HttpMethod.Post, "/api/plans/reader/runs", form);

        started.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var run = await host.EndAsync((await started.JsonAsync()).GetProperty("id").GetString()!);
        run.Status.ShouldBe(RunStatus.Completed, run.Failure?.Message);
        run.Planner.ShouldBe("given");
        run.Request!.SavedPlan.ShouldBe("reader@1");
        run.Answer.ShouldContain("When?");
        host.Backend.Calls[^1].Step.Instruction.ShouldBe("When?");
    }

    [Theory]
    [InlineData("""{}""", "page is missing")]
    [InlineData("""{"set":{"colour":"red"},"attachments":[]}""", "no parameter 'colour'")]
    [InlineData("""{"plan":[]}""", "brings its own plan")]
    public async Task Run_WhatDoesNotFit_Is400(string body, string why)
    {
        await using var host = await StartAsync();
        using var saved = await PutAsync(host, new { run = await RunAsync(host) });

        using var response = await host.SendAsync(HttpMethod.Post, "/api/plans/reader/runs", new StringContent(body, Encoding.UTF8, "application/json"));

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.JsonAsync()).GetProperty("detail").GetString()!.ShouldContain(why);
    }

    [Fact]
    public async Task F30_SavedPlans_OfAnotherUser_AreNotThere()
    {
        await using var host = await StartAsync();
        var ann = ("Authorization", "Bearer " + host.Keys.Add("ann", ApiRole.User).Secret);
        var bob = ("Authorization", "Bearer " + host.Keys.Add("bob", ApiRole.User).Secret);
        using var started = await host.PostAsync("/api/runs", Request, ann);
        var run = (await started.JsonAsync()).GetProperty("id").GetString()!;
        await host.EndAsync(run);
        using var saved = await PutAsync(host, new { run }, ann);

        using var others = await PutAsync(host, new { run }, bob);
        saved.StatusCode.ShouldBe(HttpStatusCode.Created);
        others.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await host.SendAsync(HttpMethod.Get, "/api/plans/reader", null, ann)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await host.SendAsync(HttpMethod.Get, "/api/plans/reader", null, bob)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await host.PostAsync("/api/plans/reader/runs", new { }, bob)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await host.SendAsync(HttpMethod.Delete, "/api/plans/reader", null, bob)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var list = await host.SendAsync(HttpMethod.Get, "/api/plans", null, bob);
        (await list.JsonAsync()).GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Delete_Plan_ForgetsIt()
    {
        await using var host = await StartAsync();
        using var saved = await PutAsync(host, new { run = await RunAsync(host) });

        (await host.SendAsync(HttpMethod.Delete, "/api/plans/reader", null, ("If-Match", "\"9\""))).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await host.SendAsync(HttpMethod.Delete, "/api/plans/reader")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await host.SendAsync(HttpMethod.Get, "/api/plans/reader")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Runs_SetOnAWrittenPlan_ChangesIt()
    {
        await using var host = await StartAsync();

        var id = await host.StartRunAsync(new { text = "x", plan = JsonDocument.Parse("""[{"id":"s1","task":"summarization","inputs":{"text":"a"}}]""").RootElement, set = new { text = "b" } });

        (await host.EndAsync(id)).Answer.ShouldContain("s1(b)");
        using var without = await host.PostAsync("/api/runs", new { text = "x", set = new { text = "b" } });
        without.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static object Request => new { text = "Read the page", attachments = new[] { new { dataUrl = "data:image/png;base64," + Convert.ToBase64String(Bytes.Png), name = "page.png" } } };

    private static Task<ServerTestHost> StartAsync() =>
        ServerTestHost.StartAsync(Step("s1", "image-to-text", ("image", "@f1")), Step("s2", "question-answering", ("question", "Who?"), ("context", "@s1")) with { Instruction = "Who?" });

    private static async Task<string> RunAsync(ServerTestHost host)
    {
        var id = await host.StartRunAsync(Request);
        await host.EndAsync(id);
        return id;
    }

    private static Task<HttpResponseMessage> PutAsync(ServerTestHost host, object body, params (string Name, string Value)[] headers) =>
        host.SendAsync(HttpMethod.Put, "/api/plans/reader", new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json"), headers);
}
