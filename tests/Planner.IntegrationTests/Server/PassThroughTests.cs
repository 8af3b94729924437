using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Planner.Budgets;
using Planner.Inference;
using Planner.Routing;
using Planner.ScriptedServer;

namespace Planner.IntegrationTests.Server;

/// <summary>Requests that are passed on to servers of OpenAI's protocol as they are.</summary>
public sealed class PassThroughTests
{
    [Fact]
    public async Task PostChat_ModelOfAnInstance_PassesTheBodyOnAsItCame()
    {
        await using var host = await GatewayHost.StartAsync();
        const string Body =
            """
            { "messages": [{"role":"system","content":"Be brief"},{"role":"user","content":"Привет \u263a"},{"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{}"}}]},{"role":"tool","tool_call_id":"c1","content":"4"}],
              "model" : "CHAT", "temperature":0.25, "tools":[{"type":"function","function":{"name":"f","parameters":{"model":"x"}}}],
              "response_format": {"type":"json_schema","json_schema":{"name":"n","schema":{}}}, "unheard_of": [1e3, null] }
            """;

        using var response = await host.PostAsync("/v1/chat/completions", Body);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var sent = host.Upstreams[0].Chats.Single();
        sent.Content.ShouldBe(Body.Replace("\"CHAT\"", "\"chat\"", StringComparison.Ordinal));
        sent.Headers["Authorization"].ShouldBe($"Bearer {GatewayHost.Key}");
        sent.Headers.Values.ShouldNotContain(value => value.Contains("callers", StringComparison.Ordinal));
    }

    [Fact]
    public async Task PostChat_ModelOfAnInstance_GivesTheReplyAsItCameAndSaysWhoGaveIt()
    {
        await using var host = await GatewayHost.StartAsync();
        var reply = new JsonObject { ["id"] = "x1", ["choices"] = new JsonArray(new JsonObject { ["message"] = new JsonObject { ["content"] = "Hi" }, ["finish_reason"] = "stop", ["own"] = 1 }), ["usage"] = new JsonObject { ["prompt_tokens"] = 7, ["completion_tokens"] = 5 } };
        host.Upstreams[0].Next(ScriptedReply.Json(reply) with { Headers = new Dictionary<string, string> { ["X-Secret"] = GatewayHost.Key } });

        using var response = await host.ChatAsync();

        (await response.Content.ReadAsStringAsync(GatewayHost.Stop)).ShouldBe(reply.ToJsonString());
        response.Headers.GetValues("X-Planner-Model").Single().ShouldBe("chat");
        response.Headers.GetValues("X-Planner-Instance").Single().ShouldBe("box1");
        response.Headers.GetValues("X-Planner-Fallback-Level").Single().ShouldBe("0");
        response.Headers.Contains("X-Secret").ShouldBeFalse();
        var record = await host.RecordAsync();
        (record.Ok, record.InputTokens, record.OutputTokens, record.Instance, record.FirstTokenSeconds).ShouldBe((true, 7, 5, "box1", null));
    }

    [Fact]
    public async Task PostChat_Streamed_RelaysEventsAsTheyCome()
    {
        await using var host = await GatewayHost.StartAsync();
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Upstreams[0].Next(new ScriptedReply { Text = "Good morning", Gate = (token, stop) => token == 1 ? seen.Task.WaitAsync(stop) : Task.CompletedTask });

        using var response = await host.ChatAsync(streams: true);

        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(GatewayHost.Stop));
        var text = new StringBuilder();
        while (!text.ToString().Contains("Good", StringComparison.Ordinal))
        {
            text.AppendLine(await reader.ReadLineAsync(GatewayHost.Stop));
        }

        // The server says the second word only once the first has been seen here.
        seen.SetResult();
        var rest = await reader.ReadToEndAsync(GatewayHost.Stop);
        rest.ShouldContain("morning");
        rest.ShouldEndWith("data: [DONE]\n\n");
        (await host.RecordAsync()).FirstTokenSeconds.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(500)]
    [InlineData(429)]
    [InlineData(401)]
    [InlineData(404)]
    public async Task PostChat_InstanceFails_TheNextAnswers(int status)
    {
        await using var host = await GatewayHost.StartAsync(upstreams: 2);
        host.Upstreams[0].Otherwise = _ => ScriptedReply.Error(status, "No.");
        host.Upstreams[1].Otherwise = _ => "From the second";

        using var response = await host.ChatAsync(streams: status == 429);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync(GatewayHost.Stop)).ShouldContain("second");
        response.Headers.GetValues("X-Planner-Instance").Single().ShouldBe("box2");
        response.Headers.GetValues("X-Planner-Fallback-Level").Single().ShouldBe("1");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task PostChat_ToAGroup_IsPassedOnToAMemberThatIsWell(bool streams)
    {
        await using var host = await GatewayHost.StartAsync(upstreams: 2);
        host.Groups.Put(new BackendGroup { Name = "talkers", Members = [new() { Target = "chat@box1" }, new() { Target = "chat@box2" }] });
        host.Upstreams[0].Otherwise = _ => ScriptedReply.Error(500, "No.");
        host.Upstreams[1].Otherwise = _ => "From the second";

        using var response = await host.ChatAsync(streams, "talkers");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync(GatewayHost.Stop)).ShouldContain("second");
        response.Headers.GetValues("X-Planner-Instance").Single().ShouldBe("box2");
        ((string?)host.Upstreams[1].Chats.Single().Json["model"]).ShouldBe("chat");
        (await host.Client.GetStringAsync("/v1/models", GatewayHost.Stop)).ShouldContain("\"talkers\"");
    }

    [Theory]
    [InlineData("role only")]
    [InlineData("error first")]
    [InlineData("no reply")]
    [InlineData("empty")]
    public async Task PostChat_StreamBreaksBeforeTheFirstWord_TheNextAnswers(string how)
    {
        await using var host = await GatewayHost.StartAsync(upstreams: 2);
        host.Upstreams[0].Otherwise = _ => how switch
        {
            "role only" => new ScriptedReply { FinishReason = null, Done = false },
            "error first" => new ScriptedReply { FinishReason = null, Done = false, StreamError = "overloaded" },
            "no reply" => ScriptedReply.Bytes("data: <html>\n\n"u8.ToArray(), "text/event-stream"),
            _ => ScriptedReply.Bytes([], "text/event-stream"),
        };
        host.Upstreams[1].Otherwise = _ => "From the second";

        using var response = await host.ChatAsync(streams: true);

        var events = await GatewayHost.EventsAsync(response);
        string.Concat(events.SkipLast(1).Select(text => (string?)JsonNode.Parse(text)!["choices"]![0]!["delta"]!["content"])).ShouldBe("From the second");
        events[^1].ShouldBe("[DONE]");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task F32_PostChat_StreamBreaksInTheMiddle_EndsWithAnErrorAndNoEndMark(bool torn)
    {
        await using var host = await GatewayHost.StartAsync(upstreams: 2);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Upstreams[0].Otherwise = _ => new ScriptedReply
        {
            Text = "Half an",
            FinishReason = null,
            Done = false,
            Gate = async (token, stop) =>
            {
                if (token == 1)
                {
                    await begun.Task.WaitAsync(stop);
                    if (torn)
                    {
                        throw new OperationCanceledException("The connection is torn.");
                    }
                }
            },
        };

        // The answer begins with the first word, which has gone through by then.
        using var response = await host.ChatAsync(streams: true);
        begun.SetResult();

        var events = await GatewayHost.EventsAsync(response);
        events.Count.ShouldBeGreaterThan(1);
        events.ShouldNotContain("[DONE]");
        JsonNode.Parse(events[^1])!["error"]!["type"]!.ToString().ShouldBe("server_error");
        host.Upstreams[1].Chats.ShouldBeEmpty();
        (await host.RecordAsync()).Ok.ShouldBeFalse();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task PostChat_InstanceFallsSilentWhereOthersSpokeLongAgo_AnotherIsAskedTooAndTheFirstLetGo(bool streams)
    {
        // On a busy machine any call may seem slow: each may have a rival.
        await using var host = await GatewayHost.StartAsync(upstreams: 2, routing: options => options.HedgePercent = 100);
        host.Groups.Put(new BackendGroup { Name = "talkers", Members = [new() { Target = "chat@box1" }, new() { Target = "chat@box2" }] });
        var (silent, letGo) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        host.Upstreams[0].Otherwise = _ => new ScriptedReply
        {
            Text = "From the first",
            Gate = async (token, stop) =>
            {
                if (token == 0 && Volatile.Read(ref silent) == 1)
                {
                    await using var registration = stop.Register(() => letGo.TrySetResult());
                    await Task.Delay(Timeout.Infinite, stop);
                }
            },
        };
        host.Upstreams[1].Otherwise = _ => "From the second";
        for (var call = 0; call < 25; call++)
        {
            using var usual = await host.ChatAsync(streams, "talkers");
            await usual.Content.ReadAsStringAsync(GatewayHost.Stop);
        }

        Volatile.Write(ref silent, 1);
        using var response = await host.ChatAsync(streams, "talkers");

        response.Headers.GetValues("X-Planner-Instance").Single().ShouldBe("box2");
        response.Headers.GetValues("X-Planner-Fallback-Level").Single().ShouldBe("0");
        (await response.Content.ReadAsStringAsync(GatewayHost.Stop)).ShouldContain("second");
        await letGo.Task.WaitAsync(TimeSpan.FromMinutes(1), GatewayHost.Stop);
    }

    [Fact]
    public async Task PostChat_StreamBreaksWithAnError_TheKeyInItIsNotTold()
    {
        await using var host = await GatewayHost.StartAsync();
        host.Upstreams[0].Next(new ScriptedReply { Text = "Half an", FinishReason = null, Done = false, StreamError = new JsonObject { ["message"] = $"Bad key {GatewayHost.Key}" } });

        using var response = await host.ChatAsync(streams: true);

        var text = await response.Content.ReadAsStringAsync(GatewayHost.Stop);
        text.ShouldContain("\"error\"");
        text.ShouldNotContain(GatewayHost.Key);
    }

    [Fact]
    public async Task PostChat_ServerLeavesOutTheEndMark_ItIsAdded()
    {
        await using var host = await GatewayHost.StartAsync();
        host.Upstreams[0].Next(new ScriptedReply { Text = "All of it", Done = false });

        using var response = await host.ChatAsync(streams: true);

        (await GatewayHost.EventsAsync(response))[^1].ShouldBe("[DONE]");
    }

    [Fact]
    public async Task PostChat_RequestIsRefused_CallerIsToldAndNobodyElseIsAsked()
    {
        await using var host = await GatewayHost.StartAsync(upstreams: 2);
        host.Upstreams[0].Otherwise = _ => ScriptedReply.Error(400, $"'temperature' must be at most 2. Key {GatewayHost.Key}.");

        using var response = await host.ChatAsync();

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var error = (await GatewayHost.JsonAsync(response))["error"]!;
        error["message"]!.ToString().ShouldContain("'temperature' must be at most 2");
        error["message"]!.ToString().ShouldNotContain(GatewayHost.Key);
        error["type"]!.ToString().ShouldBe("invalid_request_error");
        host.Upstreams[1].Chats.ShouldBeEmpty();
    }

    [Fact]
    public async Task PostChat_AllAreBusy_CallerIsToldWhenToComeBack()
    {
        await using var host = await GatewayHost.StartAsync();
        host.Upstreams[0].Otherwise = _ => ScriptedReply.Busy("90");

        using var response = await host.ChatAsync();

        response.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(90));
        host.Upstreams[0].Chats.Count.ShouldBe(1);
    }

    [Fact]
    public async Task PostChat_CallerGoesAway_ServerIsLetGo()
    {
        await using var host = await GatewayHost.StartAsync();
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Upstreams[0].Next(new ScriptedReply
        {
            Text = "One two three",
            Gate = async (token, stop) =>
            {
                if (token == 1)
                {
                    await using var registration = stop.Register(gone.SetResult);
                    await Task.Delay(Timeout.Infinite, stop);
                }
            },
        });

        var response = await host.ChatAsync(streams: true);
        response.Dispose();

        await gone.Task.WaitAsync(TimeSpan.FromMinutes(1), GatewayHost.Stop);
    }

    [Fact]
    public async Task PostChat_NothingMayLeaveTheMachine_AnInstanceBeyondIsNotCalled()
    {
        await using var host = await GatewayHost.StartAsync(egress: Egress.Cloud, configure: options => options.Ceiling = Egress.Machine);

        using var response = await host.ChatAsync();

        ((int)response.StatusCode).ShouldBeGreaterThanOrEqualTo(400);
        host.Upstreams[0].Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task PostChat_WithPlannersOwnMember_ItIsNotPassedOn()
    {
        await using var host = await GatewayHost.StartAsync();

        using var response = await host.PostAsync("/v1/chat/completions", """{"model":"chat","planner":{"egress":"cloud"},"messages":[{"role":"user","content":"Hi"}],"seed":5}""");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        host.Upstreams[0].Chats.Single().Json.Select(member => member.Key).ShouldBe(["model", "messages", "seed"]);
    }

    [Theory]
    [InlineData("", 2, null)]
    [InlineData("\"max_tokens\":50,", 10, 50)]
    [InlineData("\"n\":4,\"max_completion_tokens\":50,", 40, 50)]
    public async Task PostChat_UnderABudget_ReservesWhatTheBodyMayCostAndLimitsAReplyThatHasNoLimit(string members, int cents, int? limit)
    {
        await using var host = await GatewayHost.StartAsync(instance: box => box with { Price = new ModelPrice { OutputUsdPerMillion = 2000 } });
        host.Get<IOptions<BudgetOptions>>().Value.ReplyTokens = 10;
        var body = "{" + members + "\"model\":\"chat\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
        async Task<HttpResponseMessage> UnderAsync(decimal usd)
        {
            var budgets = host.Get<BudgetBook>();
            var version = (await budgets.ListAsync(GatewayHost.Stop)).SingleOrDefault()?.Budget.Version ?? 0;
            await budgets.SaveAsync(new Budget { Id = Budget.Everything, LimitUsd = usd, Period = BudgetPeriod.Total, Version = version }, GatewayHost.Stop);
            return await host.PostAsync("/v1/chat/completions", body);
        }

        using var refused = await UnderAsync((cents / 100m) - 0.001m);
        using var made = await UnderAsync(cents / 100m);

        ((int)refused.StatusCode).ShouldBe(402);
        (await GatewayHost.JsonAsync(refused))["error"]!["message"]!.ToString().ShouldContain($"chat at box1 may cost up to ${(cents / 100m).ToString(CultureInfo.InvariantCulture)}");
        made.StatusCode.ShouldBe(HttpStatusCode.OK);
        var sent = host.Upstreams[0].Chats.ShouldHaveSingleItem().Json;
        ((int?)sent["max_tokens"] ?? (int?)sent["max_completion_tokens"]).ShouldBe(limit ?? 10);
        var record = await host.RecordAsync();
        record.CostUsd.ShouldBe(record.OutputTokens!.Value * 0.002m);
    }

    [Fact]
    public async Task PostChat_UnderABudget_ALongPromptIsReservedInFull()
    {
        await using var host = await GatewayHost.StartAsync(instance: box => box with { Price = new ModelPrice { InputUsdPerMillion = 100 } });
        await host.Get<BudgetBook>().SaveAsync(new Budget { Id = Budget.Everything, LimitUsd = 1, Period = BudgetPeriod.Total }, GatewayHost.Stop);

        using var small = await host.ChatAsync();
        using var response = await host.PostAsync("/v1/chat/completions", JsonSerializer.Serialize(new { model = "chat", messages = new[] { new { role = "user", content = new string('7', 20_000) } } }));
        using var picture = await host.PostAsync("/v1/chat/completions", JsonSerializer.Serialize(new
        {
            model = "chat",
            messages = new[] { new { role = "user", content = new[] { new { type = "image_url", image_url = new { url = "data:image/png;base64," + new string('A', 20_000) } } } } },
        }));

        small.StatusCode.ShouldBe(HttpStatusCode.OK);
        ((int)response.StatusCode).ShouldBe(402);
        picture.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("float", true)]
    [InlineData("float", false)]
    [InlineData("base64", true)]
    [InlineData("base64", false)]
    public async Task F37_PostEmbeddings_WhateverTheServerSends_CallerGetsWhatWasAskedFor(string asked, bool serverSendsBase64)
    {
        await using var host = await GatewayHost.StartAsync();
        JsonNode vector = serverSendsBase64 ? Convert.ToBase64String([0, 0, 128, 63, 0, 0, 0, 192]) : new JsonArray(1.0, -2.0);
        host.Upstreams[0].Next(ScriptedReply.Json(new JsonObject
        {
            ["object"] = "list",
            ["data"] = new JsonArray(new JsonObject { ["object"] = "embedding", ["index"] = 0, ["embedding"] = vector }),
            ["usage"] = new JsonObject { ["prompt_tokens"] = 3, ["total_tokens"] = 3 },
        }));

        using var response = await host.PostAsync("/v1/embeddings", $$"""{"model":"embed","input":["hi"],"encoding_format":"{{asked}}"}""");

        var embedding = (await GatewayHost.JsonAsync(response))["data"]![0]!["embedding"]!;
        if (asked == "base64")
        {
            Convert.FromBase64String(embedding.ToString()).ShouldBe([0, 0, 128, 63, 0, 0, 0, 192]);
        }
        else
        {
            embedding.AsArray().Select(number => (double)number!).ShouldBe([1.0, -2.0]);
        }

        host.Upstreams[0].Requests.Single(request => request.Path.EndsWith("/embeddings", StringComparison.Ordinal)).Json["input"]!.ToJsonString().ShouldBe("""["hi"]""");
        (await host.RecordAsync()).InputTokens.ShouldBe(3);
    }
}
