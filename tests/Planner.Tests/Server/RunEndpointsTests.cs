using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Planner.Runs;
using Planner.Storage;
using Planner.Tests.Testing;
using static Planner.Tests.Testing.Steps;

namespace Planner.Tests.Server;

public sealed class RunEndpointsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("{\"text\":\"a\",\"text\":\"b\"}")]
    [InlineData("{\"text\":\"a\u00c3(\"}")]
    [InlineData("{\"text\":\"a\\ud800b\"}")]
    public async Task Post_JsonWithATwinMemberOrBrokenLetters_Is400(string body)
    {
        await using var host = await ServerTestHost.StartAsync(TextStep("s1", "a"));
        var content = new ByteArrayContent(Encoding.Latin1.GetBytes(body));
        content.Headers.ContentType = new("application/json");

        using var response = await host.SendAsync(HttpMethod.Post, "/api/runs", content);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Rerun_FromAStep_StartsANewRunThatKeepsTheRest()
    {
        await using var host = await ServerTestHost.StartAsync(TextStep("s1", "a"), TextStep("s2", "@s1"));
        var first = await host.StartRunAsync(new { text = "Do it" });
        await host.EndAsync(first);

        using var response = await host.PostAsync($"/api/runs/{first}/rerun", new { from = "s2" });
        using var nothing = await host.SendAsync(HttpMethod.Post, $"/api/runs/{first}/rerun");
        using var unknown = await host.PostAsync($"/api/runs/{first}/rerun", new { from = "s2", endpoint = "http://evil.example" });

        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var second = (await response.JsonAsync()).GetProperty("id").GetString()!;
        response.Headers.Location!.ToString().ShouldBe($"/api/runs/{second}");
        (await host.EndAsync(second)).Status.ShouldBe(RunStatus.Completed);
        host.Backend.Calls.Select(call => call.Step.Id).ShouldBe(["s1", "s2", "s2"]);
        nothing.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        unknown.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("prefer", "fast", HttpStatusCode.Accepted)]
    [InlineData("prefer", "cheap", HttpStatusCode.BadRequest)]
    [InlineData("controller", "embedded", HttpStatusCode.Accepted)]
    [InlineData("controller", "oracle", HttpStatusCode.BadRequest)]
    [InlineData("conversation", "c_none", HttpStatusCode.NotFound)]
    public async Task Post_Option_IsTakenOrRefused(string option, string value, HttpStatusCode status)
    {
        await using var host = await ServerTestHost.StartAsync(TextStep("s1", "a"));

        using var response = await host.PostAsync("/api/runs", new { text = "Do it", options = new Dictionary<string, string> { [option] = value } });

        response.StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task PostRuns_Json_IsAcceptedWithLinksToARunThatCompletes()
    {
        await using var host = await ServerTestHost.StartAsync(TextStep("s1", "hello"));

        using var response = await host.PostAsync("/api/runs", new { text = "Do it", options = new { deadlineSeconds = 60 } });

        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var body = await response.JsonAsync();
        var id = body.GetProperty("id").GetString()!;
        body.GetProperty("links").GetProperty("events").GetString().ShouldBe($"/api/runs/{id}/events");
        (await host.EndAsync(id)).Status.ShouldBe(RunStatus.Completed);
        var run = await host.GetAsync(body.GetProperty("links").GetProperty("self").GetString()!);
        run.GetProperty("status").GetString().ShouldBe("completed");
        run.GetProperty("answer").GetString()!.ShouldContain("s1(hello)");
        run.GetProperty("steps")[0].GetProperty("model").GetString().ShouldBe("first/summarization");
    }

    [Fact]
    public async Task PostRuns_Multipart_KeepsFilesByTheirNames()
    {
        await using var host = await ServerTestHost.StartAsync(TextStep("s1", "@f1"));
        using var form = new MultipartFormDataContent
        {
            { new StringContent("Shorten notes.txt"), "text" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes("from the file")), "files", "../../notes.txt" },
            { new StringContent("""{"deadlineSeconds":60}"""), "options" },
        };

        using var response = await host.SendAsync(HttpMethod.Post, "/api/runs", form);

        var run = await host.EndAsync((await response.JsonAsync()).GetProperty("id").GetString()!);
        run.Request!.Attachments.ShouldHaveSingleItem().Name.ShouldBe("notes.txt");
        run.Request.Options.DeadlineSeconds.ShouldBe(60);
        run.Answer.ShouldContain("s1(from the file)");
    }

    [Fact]
    public async Task PostRuns_EventStreamAsked_GivesEveryEventToTheEnd()
    {
        await using var host = await ServerTestHost.StartAsync(TextStep("s1", "hello"));

        using var response = await host.PostAsync("/api/runs", new { text = "Do it" }, ("Accept", "text/event-stream"));

        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        var events = await response.EventsAsync();
        events.Select(happened => happened.Id).ShouldBe(Enumerable.Range(1, events.Count).Select(number => $"{number}"));
        events[0].Type.ShouldBe("run.accepted");
        events[^1].Type.ShouldBe("run.completed");
        events.ShouldAllBe(happened => happened.Json.GetProperty("type").GetString() == happened.Type);
    }

    [Fact]
    public async Task GetEvents_ResumedFromLastEventId_HasNoGapAndNoRepeat()
    {
        var gate = new TaskCompletionSource();
        await using var host = await ServerTestHost.StartAsync(TextStep("s1", "a"), TextStep("s2", "@s1"));
        host.Backend.WhenRun = async (request, _) =>
        {
            await (request.Step.Id == "s2" ? gate.Task : Task.CompletedTask).WaitAsync(Stop);
            return FakeBackend.Echo(request);
        };
        var id = await host.StartRunAsync(new { text = "Do it" });

        List<ServerEvent> first;
        using (var dropped = await host.SendAsync(HttpMethod.Get, $"/api/runs/{id}/events"))
        {
            first = await dropped.EventsAsync(most: 4);
        }

        gate.SetResult();
        using var resumed = await host.SendAsync(HttpMethod.Get, $"/api/runs/{id}/events", null, ("Last-Event-ID", first[^1].Id!));
        var events = first.Concat(await resumed.EventsAsync()).ToList();

        events.Select(happened => happened.Id).ShouldBe(Enumerable.Range(1, events.Count).Select(number => $"{number}"));
        events[^1].Type.ShouldBe("run.completed");
    }

    [Fact]
    public async Task GetEvents_NothingHappens_SaysThatItIsAlive()
    {
        var gate = new TaskCompletionSource();
        await using var host = await ServerTestHost.StartAsync(options => options.HeartbeatSeconds = 0.1, TextStep("s1", "a"));
        host.Backend.WhenRun = async (request, _) =>
        {
            await gate.Task.WaitAsync(Stop);
            return FakeBackend.Echo(request);
        };
        var id = await host.StartRunAsync(new { text = "Do it" });

        using var response = await host.SendAsync(HttpMethod.Get, $"/api/runs/{id}/events");
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Stop));
        string? line;
        do
        {
            line = await reader.ReadLineAsync(Stop).AsTask().WaitAsync(RunTestHost.Patience, Stop);
        }
        while (line is not (null or [':', ..]));

        line.ShouldNotBeNull();
        gate.SetResult();
    }

    [Fact]
    public async Task PostRuns_SameIdempotencyKey_IsOneRun()
    {
        await using var host = await ServerTestHost.StartAsync(TextStep("s1", "a"));
        async Task<(HttpStatusCode Status, string? Id)> Post(string text)
        {
            using var response = await host.PostAsync("/api/runs", new { text }, ("Idempotency-Key", "k1"));
            var body = await response.JsonAsync();
            return (response.StatusCode, body.TryGetProperty("id", out var id) ? id.GetString() : null);
        }

        var together = await Task.WhenAll(Post("Do it"), Post("Do it"), Post("Do it"));

        together.Select(answer => answer.Id).Distinct().ShouldHaveSingleItem().ShouldNotBeNull();
        (await Post("Something else")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await host.Journal.ListAsync(10, null, Stop)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task PostRuns_IdempotencyKeyFromBeforeARestart_IsTheOldRun()
    {
        var folder = Directory.CreateTempSubdirectory("planner-server-");
        async Task<string?> PostAsync()
        {
            await using var host = await ServerTestHost.StartAsync(
                _ => { }, services => services.AddSqliteStorage(options => options.Path = Path.Combine(folder.FullName, "planner.db")), folder.FullName, [TextStep("s1", "a")]);
            using var response = await host.PostAsync("/api/runs", new { text = "Do it" }, ("Idempotency-Key", "k1"));
            var id = (await response.JsonAsync()).GetProperty("id").GetString()!;
            await host.EndAsync(id);
            return id;
        }

        var first = await PostAsync();

        (await PostAsync()).ShouldBe(first);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task PostCancel_RunAtWork_EndsCancelled()
    {
        await using var host = await ServerTestHost.StartAsync(TextStep("s1", "a"));
        host.Backend.WhenRun = async (_, cancellationToken) =>
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException("not reached");
        };
        var id = await host.StartRunAsync(new { text = "Do it" });

        using var cancelled = await host.PostAsync($"/api/runs/{id}/cancel", new { });

        cancelled.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await host.EndAsync(id)).Status.ShouldBe(RunStatus.Cancelled);
        using var again = await host.PostAsync($"/api/runs/{id}/cancel", new { });
        again.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await again.JsonAsync()).GetProperty("detail").GetString()!.ShouldContain("has ended");
    }

    [Fact]
    public async Task PostApprove_EditedPlan_IsWhatRuns()
    {
        await using var host = await ServerTestHost.StartAsync(TextStep("s1", "planned"));
        var id = await host.StartRunAsync(new { text = "Do it", options = new { approve = true } });
        using (var events = await host.SendAsync(HttpMethod.Get, $"/api/runs/{id}/events"))
        using (var reader = new StreamReader(await events.Content.ReadAsStreamAsync(Stop)))
        {
            while (await reader.ReadLineAsync(Stop).AsTask().WaitAsync(RunTestHost.Patience, Stop) is { } line && line != "event: run.waiting")
            {
            }
        }

        using var approved = await host.PostAsync(
            $"/api/runs/{id}/approve", new { plan = new { steps = new[] { new { id = "s1", task = "summarization", inputs = new { text = "edited" } } } } });

        approved.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await host.EndAsync(id)).Answer.ShouldContain("s1(edited)");
        using var late = await host.PostAsync($"/api/runs/{id}/approve", new { });
        late.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task GetRuns_Paged_GoesOnFromNext()
    {
        await using var host = await ServerTestHost.StartAsync(TextStep("s1", "a"));
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            ids.Insert(0, await host.StartRunAsync(new { text = $"Run {i}" }));
        }

        var first = await host.GetAsync("/api/runs?limit=2");
        var second = await host.GetAsync($"/api/runs?limit=2&cursor={first.GetProperty("next").GetString()}");

        first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray()).Select(run => run.GetProperty("id").GetString()).ShouldBe(ids);
        second.GetProperty("next").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
    }

    [Fact]
    public async Task PostPlans_GivesPlanWithReasonsAndRunsNothing()
    {
        await using var host = await ServerTestHost.StartAsync(TextStep("s1", "a"));

        using var response = await host.PostAsync("/api/plans", new { text = "Do it" });

        var report = await response.JsonAsync();
        report.GetProperty("plan").GetProperty("steps")[0].GetProperty("task").GetString().ShouldBe("summarization");
        report.GetProperty("steps")[0].GetProperty("reason").GetString().ShouldNotBeNullOrEmpty();
        host.Backend.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task PostSolve_CallerGoesAway_CancelsTheRun()
    {
        var begun = new TaskCompletionSource();
        await using var host = await ServerTestHost.StartAsync(TextStep("s1", "a"));
        host.Backend.WhenRun = async (_, cancellationToken) =>
        {
            begun.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException("not reached");
        };
        using var leaving = new CancellationTokenSource();
        var call = host.Client.PostAsync("/api/solve", new StringContent("""{"text":"Do it"}""", MediaTypeHeaderValue.Parse("application/json")), leaving.Token);
        await begun.Task.WaitAsync(RunTestHost.Patience, Stop);

        await leaving.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => call);
        var run = await host.EndAsync((await host.Journal.ListAsync(1, null, Stop))[0].Id);
        run.Status.ShouldBe(RunStatus.Cancelled);
    }

    [Theory]
    [InlineData("""{"text":"x","options":{"deadlineSecond":5}}""", "has no 'deadlineSecond'")]
    [InlineData("""{"text":"x","model":"y"}""", "has no 'model'")]
    [InlineData("""{"text":""}""", "empty")]
    [InlineData("""{"text":"x","attachments":[{}]}""", "exactly one of")]
    [InlineData("""{"text":"x","attachments":[{"artifactId":"a_no"}]}""", "no artifact 'a_no'")]
    [InlineData("[]", "no object")]
    [InlineData("{", "not the JSON")]
    public async Task PostRuns_Malformed_IsAProblemThatSaysWhatAndTheFix(string body, string what)
    {
        await using var host = await ServerTestHost.StartAsync(TextStep("s1", "a"));

        using var response = await host.SendAsync(HttpMethod.Post, "/api/runs", new StringContent(body, MediaTypeHeaderValue.Parse("application/json")));

        ((int)response.StatusCode).ShouldBeInRange(400, 404);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = await response.JsonAsync();
        problem.GetProperty("status").GetInt32().ShouldBe((int)response.StatusCode);
        problem.GetProperty("detail").GetString()!.ShouldContain(what);
    }

    [Fact]
    public async Task GetReadyz_AllSlotsTaken_IsNotReady()
    {
        var gate = new TaskCompletionSource();
        await using var host = await ServerTestHost.StartAsync(options => options.MaxRuns = 1, TextStep("s1", "a"));
        host.Backend.WhenRun = async (request, _) =>
        {
            await gate.Task.WaitAsync(Stop);
            return FakeBackend.Echo(request);
        };
        (await host.Client.GetAsync("/readyz", Stop)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var id = await host.StartRunAsync(new { text = "Do it" });

        (await host.Client.GetAsync("/readyz", Stop)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        using var second = await host.PostAsync("/api/runs", new { text = "Do it" });

        second.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        second.Headers.RetryAfter.ShouldNotBeNull();
        gate.SetResult();
        await host.EndAsync(id);
    }
}
