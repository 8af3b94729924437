using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Planner.Chat;
using Planner.Inference.OpenAI;
using Planner.Routing;
using Planner.ScriptedServer;

namespace Planner.IntegrationTests.OpenAI;

/// <summary>How endpoints differ: what they do not know, what they refuse, where they are, and how long one waits for them.</summary>
public sealed class ChatEndpointTests : IAsyncLifetime
{
    private static readonly ChatOptions WithSchema = new()
    {
        ResponseFormat = ChatResponseFormat.ForJsonSchema(JsonDocument.Parse("""{"type":"object"}""").RootElement, "plan"),
        MaxOutputTokens = 10,
    };

    private ChatHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await ChatHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Schema_Known_IsSent()
    {
        await _host.AskAsync(chat: WithSchema);

        var format = _host.Server.Chats[0].Json["response_format"]!;
        format["type"]!.GetValue<string>().ShouldBe("json_schema");
        format["json_schema"]!["strict"]!.GetValue<bool>().ShouldBeTrue();
        _host.Server.Chats[0].Schema.ShouldBe("plan");
    }

    [Fact]
    public async Task Members_NotKnown_AreFoundOutOnceAndRememberedByTheNextProcess()
    {
        _host.Server.Refuses.UnionWith(["response_format", "stream_options", "max_tokens"]);

        (await _host.AskAsync(chat: WithSchema)).Text.ShouldBe("Hello.");
        _host.Server.Chats.Count.ShouldBe(4);
        (await _host.AskAsync(chat: WithSchema)).Text.ShouldBe("Hello.");

        _host.Server.Chats.Count.ShouldBe(5);
        var sent = _host.Server.Chats[^1].Json;
        sent["max_completion_tokens"]!.GetValue<int>().ShouldBe(10);
        sent.ContainsKey("response_format").ShouldBeFalse();
        sent.ContainsKey("stream_options").ShouldBeFalse();
    }

    [Fact]
    public async Task Members_NotKnown_AreAskedForAgainAfterAWhile()
    {
        _host.Server.Refuses.Add("response_format");
        await _host.AskAsync(chat: WithSchema);
        _host.Server.Refuses.Clear();

        _host.Clock.Advance(TimeSpan.FromDays(8));
        await _host.AskAsync(chat: WithSchema);

        _host.Server.Chats[^1].Schema.ShouldBe("plan");
    }

    [Theory]
    [InlineData("""{"error":{"message":"Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.","param":null}}""")]
    [InlineData("""{"error":"'response_format.type' must be 'text'"}""")]
    [InlineData("""{"detail":[{"type":"extra_forbidden","loc":["body","response_format"],"msg":"Extra inputs are not permitted"}]}""")]
    [InlineData("""{"object":"error","message":"structured outputs are off","type":"BadRequestError","code":400}""")]
    public async Task Schema_RefusedInAnyWording_IsLeftOut(string error)
    {
        _host.Server.When(request => request.Schema is not null, ScriptedReply.Json(JsonNode.Parse(error)!, 400));

        (await _host.AskAsync(chat: WithSchema)).Text.ShouldBe("Hello.");
    }

    [Theory]
    [InlineData("OpenAI", 400, """{"error":{"message":"This model's maximum context length is 8192 tokens. However, your messages resulted in 9000 tokens.","code":"context_length_exceeded"}}""", 8192)]
    [InlineData("vLLM", 400, """{"object":"error","message":"This model's maximum context length is 16384 tokens. However, you requested 122946 tokens (112946 in the messages, 10000 in the completion).","code":400}""", 16384)]
    [InlineData("vLLM prompt", 400, """{"message":"The decoder prompt (length 7000) is longer than the maximum model length of 4096."}""", 4096)]
    [InlineData("llama.cpp", 400, """{"error":{"code":400,"message":"the request exceeds the available context size, try increasing it","type":"exceed_context_size_error","n_prompt_tokens":1407,"n_ctx":256}}""", 256)]
    [InlineData("llama.cpp text", 500, """{"error":{"message":"request (5000 tokens) exceeds the available context size (4096 tokens), try increasing it"}}""", 4096)]
    [InlineData("TGI", 422, """{"error":"Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4096. Given: 5000 `inputs` tokens and 20 `max_new_tokens`","error_type":"validation"}""", 4096)]
    [InlineData("TEI", 413, """{"error":"Input validation error: `inputs` must have less than 512 tokens. Given: 900","error_type":"Validation"}""", 512)]
    [InlineData("Ollama", 400, """{"error":{"message":"the input length exceeds the context length"}}""", null)]
    [InlineData("LM Studio", 400, """{"error":"The model is loaded with context length of only 2048 tokens, which is not enough."}""", 2048)]
    [InlineData("Azure", 400, """{"error":{"message":"This model's maximum context length is 128000 tokens, however you requested 130000 tokens.","type":"invalid_request_error","code":"context_length_exceeded"}}""", 128000)]
    [InlineData("Anthropic", 400, """{"error":{"message":"prompt is too long: 210000 tokens > 200000 maximum"}}""", 200000)]
    [InlineData("Gemini", 400, """[{"error":{"code":400,"message":"The input token count (1200000) exceeds the maximum number of tokens allowed (1048576)."}}]""", 1048576)]
    [InlineData("Mistral", 400, """{"object":"error","message":"Prompt contains 40000 tokens, too large for model with 32768 maximum context length"}""", 32768)]
    [InlineData("Groq", 413, """{"error":{"message":"Request too large for model `x` in organization `o` on tokens per minute (TPM): Limit 6000, Requested 9000, please reduce your message size and try again.","type":"tokens","code":"rate_limit_exceeded"}}""", 6000)]
    [InlineData("OpenAI, tokens per minute", 429, """{"error":{"message":"Request too large for gpt-4 in organization o on tokens per min (TPM): Limit 10000, Requested 12345. The input or output tokens must be reduced in order to run successfully.","type":"tokens","code":"rate_limit_exceeded"}}""", 10000)]
    [InlineData("OpenAI, newer", 400, """{"error":{"message":"Input tokens exceed the configured limit of 272000 tokens. Your messages resulted in 300000 tokens.","code":"context_length_exceeded"}}""", 272000)]
    [InlineData("SGLang", 400, """{"object":"error","message":"The input (5000 tokens) is longer than the model's context length (2048 tokens).","code":400}""", 2048)]
    [InlineData("Bedrock", 400, """{"error":{"message":"Input is too long for requested model."}}""", null)]
    [InlineData("Vertex", 400, """{"error":{"message":"Unable to submit request because the input token count is 70000 but model only supports up to 32768.","code":400}}""", 32768)]
    [InlineData("Cohere", 400, """{"message":"too many tokens: total number of tokens in the prompt cannot exceed 4081 - received 5000."}""", 4081)]
    [InlineData("OpenRouter", 400, """{"error":{"message":"Provider returned error","code":400,"metadata":{"raw":"{\"error\":{\"message\":\"This model's maximum context length is 8192 tokens. However, you requested 9000 tokens.\"}}"}}}""", 8192)]
    public async Task Context_TooLong_IsUnderstoodWithItsLimit(string server, int status, string error, int? limit)
    {
        _host.Server.Otherwise = _ => ScriptedReply.Json(JsonNode.Parse(error)!, status);

        var failure = await _host.FailAsync();

        failure.Kind.ShouldBe(ChatErrorKind.ContextTooLong, server);
        failure.ContextTokens.ShouldBe(limit, server);
        _host.Server.Chats.Count.ShouldBe(1);
        // The next process knows.
        _host.Controller().ContextTokens.ShouldBe(limit ?? 32_768);
    }

    [Fact]
    public async Task Busy_WithWhatIsUsedUp_IsNoPromptThatIsTooLong()
    {
        _host.Server.Next(ScriptedReply.Error(429, "Rate limit reached for gpt-4 on tokens per min (TPM): Limit 10000, Used 9500, Requested 1200. Please try again in 6s.", "rate_limit_exceeded", type: "tokens"));

        (await _host.FailAsync(configure: options => options.Retries = 0)).Kind.ShouldBe(ChatErrorKind.Busy);
    }

    [Fact]
    public async Task Ollama_PromptThatItWouldCutWithoutAWord_IsRefusedInItsPlaceUntilItTellsThatItTakesMore()
    {
        var loaded = new JsonObject { ["models"] = new JsonArray() };
        _host.Server.When(request => request.Path == "/api/show", ScriptedReply.Json(JsonNode.Parse("""{"model_info":{"llama.context_length":131072},"capabilities":["completion"]}""")!));
        _host.Server.When(request => request.Path == "/api/ps", _ => ScriptedReply.Json(loaded.DeepClone()));
        var words = string.Concat(Enumerable.Repeat("some words ", 3000));

        var failure = await _host.FailAsync(words);

        failure.Kind.ShouldBe(ChatErrorKind.ContextTooLong);
        failure.ContextTokens.ShouldBe(4096);
        failure.Message.ShouldContain("OLLAMA_CONTEXT_LENGTH");
        _host.Server.Chats.ShouldBeEmpty();
        (await _host.AskAsync("Short.")).Text.ShouldBe("Hello.");
        (await _host.AskAsync(words, configure: options => options.ContextTokens = 32_768)).Text.ShouldBe("Hello.", "who says how much it takes knows");

        loaded["models"] = new JsonArray(new JsonObject { ["model"] = ChatHost.Model + ":latest", ["context_length"] = 16_384 });
        (await _host.AskAsync(words)).Text.ShouldBe("Hello.");
        _host.Controller().ContextTokens.ShouldBe(16_384);
    }

    [Fact]
    public async Task Thoughts_ThatThePromptBegan_AreNeverStreamedAsText()
    {
        _host.Server.Otherwise = _ => "Hm, maybe {\"id\":\"s9\"}?\n</think>\n\nThe answer.";

        for (var call = 0; call < 2; call++)
        {
            var text = "";
            await foreach (var update in _host.Controller().Client.GetStreamingResponseAsync("?", cancellationToken: TestContext.Current.CancellationToken))
            {
                text += update.Text;
            }

            text.ShouldBe("The answer.");
        }
    }

    [Theory]
    [InlineData(401, "invalid_api_key", ChatErrorKind.Unauthorized)]
    [InlineData(403, null, ChatErrorKind.Unauthorized)]
    [InlineData(402, null, ChatErrorKind.OutOfCredit)]
    [InlineData(429, "insufficient_quota", ChatErrorKind.OutOfCredit)]
    [InlineData(404, "model_not_found", ChatErrorKind.Refused)]
    [InlineData(400, null, ChatErrorKind.Refused)]
    public async Task Refusal_OfAnyKind_IsNotRepeated(int status, string? code, ChatErrorKind kind)
    {
        _host.Server.Otherwise = _ => ScriptedReply.Error(status, "No.", code);

        (await _host.FailAsync()).Kind.ShouldBe(kind);
        _host.Server.Chats.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Busy_RetryAfter_IsWaitedForAndNotLess()
    {
        _host.Server.Next(ScriptedReply.Busy("7"));

        var asking = _host.AskAsync();
        await _host.Clock.TimerWithinAsync(TimeSpan.FromSeconds(8));
        _host.Clock.NextTimer.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(7));
        _host.Clock.Advance(TimeSpan.FromSeconds(8));

        (await asking).Text.ShouldBe("Hello.");
        _host.Server.Chats.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Busy_LongerThanOneMayWait_FailsAtOnceAndSaysWhen()
    {
        _host.Server.Next(ScriptedReply.Busy("600"));

        var failure = await _host.FailAsync();

        failure.Kind.ShouldBe(ChatErrorKind.Busy);
        failure.Message.ShouldContain("600 s");
        _host.Server.Chats.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Failing_ForEver_IsTriedSoOftenAndNotAtOnce()
    {
        _host.Server.Otherwise = _ => ScriptedReply.Error(503, "overloaded");

        var asking = _host.FailAsync(configure: options => options.Retries = 2);
        await _host.Clock.AdvanceOnceSetAsync(TimeSpan.FromSeconds(5));
        await _host.Server.ReceivedAsync(2);
        await _host.Clock.AdvanceOnceSetAsync(TimeSpan.FromSeconds(10));

        (await asking).Kind.ShouldBe(ChatErrorKind.Unreachable);
        _host.Server.Chats.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Broken_BeforeAnyToken_IsTriedAgain()
    {
        _host.Server.Next(new ScriptedReply { CutAfterBytes = 40 }, new ScriptedReply { FinishReason = null, Done = false });

        var asking = _host.AskAsync();
        await _host.Clock.AdvanceOnceSetAsync(TimeSpan.FromSeconds(5));
        await _host.Server.ReceivedAsync(2);
        await _host.Clock.AdvanceOnceSetAsync(TimeSpan.FromSeconds(10));

        (await asking).Text.ShouldBe("Hello.");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    public async Task Hanging_BeforeTheFirstToken_TimesOut(int afterTokens)
    {
        _host.Server.Otherwise = _ => ScriptedReply.Hanging("never", afterTokens);

        var asking = _host.FailAsync(configure: options => options.FirstTokenSeconds = 20);
        await _host.Server.ReceivedAsync(1);
        await _host.Clock.AdvanceOnceSetAsync(TimeSpan.FromSeconds(20));

        var failure = await asking;
        failure.Kind.ShouldBe(ChatErrorKind.TimedOut);
        failure.Message.ShouldContain("20 s");
    }

    [Fact]
    public async Task Hanging_BetweenTokens_TimesOutByTheIdleLimit()
    {
        // Of a model that is not known yet nothing is given before it is clear that it does not think.
        await _host.AskAsync();
        _host.Server.Otherwise = _ => ScriptedReply.Hanging("one two three", 1);
        var heard = "";

        var asking = Should.ThrowAsync<ChatException>(async () =>
        {
            await foreach (var update in _host.Controller(options => (options.FirstTokenSeconds, options.IdleSeconds) = (500, 20)).Client
                .GetStreamingResponseAsync("Count", cancellationToken: TestContext.Current.CancellationToken))
            {
                heard += update.Text;
                if (heard == "one")
                {
                    // However long the caller takes, the server is not to blame.
                    _host.Clock.Advance(TimeSpan.FromSeconds(1000));
                }
            }
        });
        await _host.Server.ReceivedAsync(2);
        await _host.Clock.AdvanceOnceSetAsync(TimeSpan.FromSeconds(20));

        (await asking).Kind.ShouldBe(ChatErrorKind.TimedOut);
        heard.ShouldBe("one");
    }

    [Fact]
    public async Task Cancelled_WhileTheServerHangs_EndsAtOnceAsCancelled()
    {
        _host.Server.Otherwise = _ => ScriptedReply.Hanging();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        var asking = _host.Controller().Client.GetResponseAsync("Hi", cancellationToken: stop.Token);
        await _host.Server.ReceivedAsync(1);
        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => asking);
    }

    [Fact]
    public async Task Nobody_AtTheAddress_IsUnreachable()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        var failure = await _host.FailAsync(configure: options => (options.BaseUrl, options.Retries) = ($"http://127.0.0.1:{port}", 0));

        failure.Kind.ShouldBe(ChatErrorKind.Unreachable);
        failure.Message.ShouldContain($"127.0.0.1:{port}");
    }

    [Fact]
    public async Task Key_OfAnyReference_IsSentAndNeverShown()
    {
        const string Key = "sk-very-secret-0123456789";
        var file = Path.Combine(_host.Home, "key");
        await File.WriteAllTextAsync(file, Key + "\n", TestContext.Current.CancellationToken);
        _host.Environment["MY_KEY"] = Key;
        _host.Server.ApiKey = Key;

        foreach (var reference in new[] { Key, "env:MY_KEY", $"file:{file}" })
        {
            (await _host.AskAsync(configure: options => options.ApiKey = reference)).Text.ShouldBe("Hello.");
        }

        // A server that repeats the key in its error.
        _host.Server.Next(ScriptedReply.Error(401, $"Incorrect API key provided: {Key}."));
        var failure = await _host.FailAsync(configure: options => options.ApiKey = "env:MY_KEY");
        failure.ToString().ShouldNotContain(Key);
        _host.Server.Next(new ScriptedReply { Text = "Well", StreamError = new JsonObject { ["message"] = $"bad key {Key}" } });
        (await _host.FailAsync(configure: options => options.ApiKey = "env:MY_KEY")).ToString().ShouldNotContain(Key);
        _host.Log.ShouldAllBe(line => !line.Contains(Key));
    }

    [Fact]
    public async Task Key_Missing_SaysWhichAndCallsNobody()
    {
        var failure = await _host.FailAsync(configure: options => options.ApiKey = "env:NOT_THERE");

        failure.Kind.ShouldBe(ChatErrorKind.Unauthorized);
        failure.Message.ShouldContain("NOT_THERE");
        _host.Server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Redirect_ToAnotherHost_IsNotFollowed()
    {
        await using var other = await ScriptedChatServer.StartAsync();
        _host.Server.Next(new ScriptedReply { Status = 307, Body = [], Headers = new Dictionary<string, string> { ["Location"] = $"{other.BaseUrl}/chat/completions" } });

        var failure = await _host.FailAsync(configure: options => options.ApiKey = "secret-key");

        failure.Kind.ShouldBe(ChatErrorKind.Refused);
        failure.Message.ShouldContain(other.BaseUrl.Authority);
        other.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Azure_Deployment_HasItsAddressAndHeader()
    {
        _host.Server.ApiKey = "azure-key";

        await _host.AskAsync(configure: options => (options.BaseUrl, options.ApiVersion, options.ApiKey) = (_host.Server.BaseUrl.GetLeftPart(UriPartial.Authority), "2024-10-21", "azure-key"));

        var request = _host.Server.Requests.ShouldHaveSingleItem();
        request.Path.ShouldBe($"/openai/deployments/{ChatHost.Model}/chat/completions");
        request.Query.ShouldBe("?api-version=2024-10-21");
        request.Headers["api-key"].ShouldBe("azure-key");
        request.Headers.Keys.ShouldNotContain("Authorization");
    }

    [Theory]
    [InlineData("https://x.openai.azure.com", "https://x.openai.azure.com/openai/deployments/m/chat/completions?api-version=2024-10-21")]
    [InlineData("https://x.openai.azure.com/openai/v1/", "https://x.openai.azure.com/openai/v1/chat/completions")]
    [InlineData("https://x.openai.azure.com/openai/deployments/d?api-version=2025-01-01", "https://x.openai.azure.com/openai/deployments/d/chat/completions?api-version=2025-01-01")]
    [InlineData("http://localhost:11434", "http://localhost:11434/v1/chat/completions")]
    [InlineData("http://localhost:8000/v1/chat/completions", "http://localhost:8000/v1/chat/completions")]
    [InlineData("https://h/gateway/openai", "https://h/gateway/openai/chat/completions")]
    public void Address_OfAnyForm_IsCompleted(string baseUrl, string expected) =>
        new OpenAIAddress(new BackendInstance { Name = "x", BaseUrl = new Uri(baseUrl) }).For("chat/completions", "m").ToString().ShouldBe(expected);

    [Theory]
    [InlineData("http://127.0.0.1:1", Egress.Machine)]
    [InlineData("http://localhost:1/v1", Egress.Machine)]
    [InlineData("http://[::1]:1", Egress.Machine)]
    [InlineData("http://192.168.1.5", Egress.Lan)]
    [InlineData("http://172.20.0.2", Egress.Lan)]
    [InlineData("http://172.32.0.2", Egress.Cloud)]
    [InlineData("http://box.local:8000", Egress.Lan)]
    [InlineData("http://[fd00::1]", Egress.Lan)]
    [InlineData("https://api.openai.com/v1", Egress.Cloud)]
    [InlineData("http://localhost.example.org", Egress.Cloud)]
    public void Egress_OfAnAddress_IsByItsHost(string baseUrl, Egress expected) =>
        _host.Controller(options => options.BaseUrl = baseUrl).Egress.ShouldBe(expected);

    [Fact]
    public async Task Proxy_OfTheEnvironment_IsNotUsedForThisMachine()
    {
        await using var proxy = await ScriptedChatServer.StartAsync();
        var handler = HttpClient.DefaultProxy;
        try
        {
            HttpClient.DefaultProxy = new System.Net.WebProxy(proxy.BaseUrl.GetLeftPart(UriPartial.Authority));
            (await _host.AskAsync()).Text.ShouldBe("Hello.");
        }
        finally
        {
            HttpClient.DefaultProxy = handler;
        }

        proxy.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Model_NotNamed_IsChosenFromTheListAndRemembered()
    {
        _host.Server.Models = [Listed("nomic-embed-text"), Listed("tiny-1b"), Listed("llama3.1:8b"), Listed("qwen3:32b")];

        (await _host.AskAsync(configure: options => options.Model = null)).ModelId.ShouldBe("llama3.1:8b");
        await _host.AskAsync(configure: options => options.Model = null);

        _host.Server.Requests.Count(request => request.Path == "/v1/models").ShouldBe(1);
        _host.Controller(options => options.Model = null).Id.ShouldBe("llama3.1:8b");
    }

    [Fact]
    public async Task Model_NoneListed_SaysWhatToDo()
    {
        _host.Server.Models = [Listed("whisper-1")];

        (await _host.FailAsync(configure: options => options.Model = null)).Message.ShouldContain("Planner:Controller:Model");
    }

    [Fact]
    public void Controller_RegisteredAlready_Stays()
    {
        var own = new ChatModel("own", new ThoughtfulChatClient(_host.Controller().Client));

        _host.Process(register: services => services.AddSingleton(own)).GetRequiredService<ChatModel>().ShouldBeSameAs(own);
    }

    [Theory]
    [InlineData(null, null, null, null, null)]
    [InlineData(null, "k", null, "https://api.openai.com/v1", "env:OPENAI_API_KEY")]
    [InlineData("http://localhost:1/v1", "k", "t", "http://localhost:1/v1", "env:OPENAI_API_KEY")]
    [InlineData(null, null, "t", "https://router.huggingface.co/v1", "env:HF_TOKEN")]
    [InlineData("https://router.huggingface.co/v1", null, "t", "https://router.huggingface.co/v1", "env:HF_TOKEN")]
    [InlineData("http://localhost:1/v1", null, "t", "http://localhost:1/v1", null)]
    public void Environment_WellKnown_NamesTheController(string? baseUrl, string? openAI, string? hf, string? expected, string? key)
    {
        Set("OPENAI_BASE_URL", baseUrl);
        Set("OPENAI_API_KEY", openAI);
        Set("HF_TOKEN", hf);
        var options = new OpenAIOptions();

        WellKnownEnvironment.Fill(options, _host.Environment.GetValueOrDefault);

        options.BaseUrl.ShouldBe(expected);
        options.ApiKey.ShouldBe(key);
        _host.Process(empty => empty.BaseUrl = null).GetService<ChatModel>().ShouldSatisfyAllConditions(model => (model is null).ShouldBe(expected is null));
    }

    [Theory]
    [InlineData("http://localhost:8000/v1")]
    [InlineData("https://api.openai.com.evil.example/v1")]
    [InlineData("http://api.openai.com/v1")]
    public void Environment_KeysOfOthers_GoNowhereElse(string baseUrl)
    {
        Set("OPENAI_API_KEY", "k");
        Set("HF_TOKEN", "t");
        var options = new OpenAIOptions { BaseUrl = baseUrl };

        WellKnownEnvironment.Fill(options, _host.Environment.GetValueOrDefault);

        options.ApiKey.ShouldBeNull();
    }

    private static JsonObject Listed(string id) => new() { ["id"] = id, ["object"] = "model" };

    private void Set(string name, string? value)
    {
        if (value is not null)
        {
            _host.Environment[name] = value;
        }
    }
}
