using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Planner.Server.OpenApi;

/// <summary>The API's descriptions: all of it, and the four operations that agents import.</summary>
internal static class ApiDescriptions
{
    /// <summary>The group of operations for agents: JSON in, JSON out.</summary>
    public const string Agents = "agents";

    private const string All = "v1";

    private static readonly Dictionary<string, string> Examples = new(StringComparer.Ordinal)
    {
        ["startRun"] = """{"text":"Read page.png and translate it into Spanish","attachments":[{"url":"https://example.org/page.png","name":"page.png"}],"options":{"deadlineSeconds":60}}""",
        ["solve"] = """{"text":"Is this review positive? \"I love it.\""}""",
        ["plan"] = """{"text":"Transcribe the call and summarise it","attachments":[{"artifactId":"a_0123456789ABCDEFGHIJKL","name":"call.ogg"}]}""",
        ["runModel"] = """{"model":"local/summarizer","inputs":{"text":"A long text …"}}""",
        ["rerun"] = """{"from":"s3","set":{"s3.target_language":"de"}}""",
        ["rateRun"] = """{"good":false,"step":"s2","note":"It left out the dates."}""",
        ["putInstance"] = """{"baseUrl":"http://192.168.1.20:11434/v1","limits":{"retries":1},"models":[{"id":"qwen3:8b","tasks":["text-generation"],"description":"A small chat model."}]}""",
        ["putGroup"] = """{"members":[{"target":"lab"},{"target":"cloud","weight":2}],"strategy":"weighted"}""",
        ["putRoute"] = """{"description":"Questions about contracts and laws","primary_model":"org/legal-chat","fallback_models":["org/chat"]}""",
        ["putBudget"] = """{"limitUsd":5,"period":"day"}""",
        ["savePlan"] = """{"run":"r_0123456789ABCDEFGHIJKL","description":"Reads a letter and translates it"}""",
        ["runSavedPlan"] = """{"attachments":[{"url":"https://example.org/other.png","name":"page.png"}],"set":{"target_language":"de"}}""",
        ["beginConversation"] = """{"assistant":"clerk"}""",
        ["changeConversation"] = """{"title":"Letters of May"}""",
        ["putAssistant"] = """{"instructions":"Answer in one sentence.","tasks":["image-to-text","summarization","translation"]}""",
        ["openaiChat"] = """{"model":"planner","messages":[{"role":"user","content":"Is this review positive? \"I love it.\""}],"stream":false}""",
        ["openaiCompletions"] = """{"model":"org/model","prompt":"Once upon a time"}""",
        ["openaiEmbeddings"] = """{"model":"local/embedder","input":["one text","another"],"encoding_format":"float"}""",
        ["openaiSpeech"] = """{"model":"local/espeak-ng","input":"Good morning.","response_format":"wav"}""",
        ["openaiImages"] = """{"model":"org/model","prompt":"A red circle on a white background","size":"512x512"}""",
        ["approveRun"] = """{"plan":{"version":1,"steps":[{"id":"s1","task":"summarization","inputs":{"text":"@f1"}}]}}""",
    };

    public static void AddApiDescriptions(this IServiceCollection services)
    {
        services.AddOpenApi(All, options =>
        {
            options.ShouldInclude = _ => true;
            Describe(options, "Planner", "One request in words and files becomes a graph of AI tasks; each runs on the model that fits; one answer comes back.", keepForms: true);
        });
        services.AddOpenApi(Agents, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_0;
            options.ShouldInclude = api => api.GroupName == Agents;
            Describe(options, "Planner for agents", "Have requests in words and files planned and solved, find models, run one.", keepForms: false);
        });
    }

    public static void MapApiDescriptions(this IEndpointRouteBuilder routes) => routes.MapOpenApi("/openapi/{documentName}.json");

    private static void Describe(OpenApiOptions options, string title, string description, bool keepForms)
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = title, Version = "1", Description = description };
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes["key"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API key of planner keys add, once there are keys." };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, _, _) =>
        {
            if (!keepForms)
            {
                operation.RequestBody?.Content?.Remove("multipart/form-data");
            }

            if (operation.OperationId is { } id && Examples.TryGetValue(id, out var example) && operation.RequestBody?.Content is { } content
                && content.TryGetValue("application/json", out var form) && form is OpenApiMediaType body)
            {
                body.Example = JsonNode.Parse(example);
            }

            operation.Responses ??= [];
            operation.Responses["default"] = new OpenApiResponse
            {
                Description = "A problem as of RFC 9457: status, title, detail, fix, code.",
                Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new OpenApiMediaType { Schema = Problem() } },
            };
            return Task.CompletedTask;
        });
    }

    private static OpenApiSchema Problem() => new()
    {
        Type = JsonSchemaType.Object,
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["title"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "The status in words." },
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
            ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "What is wrong, and where." },
            ["fix"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "What the caller can do about it." },
            ["code"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "The kind of problem in a word, for programs." },
        },
    };
}
