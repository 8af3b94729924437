using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Planner.Inference;
using Planner.Routing;
using Planner.Tools;
using Planner.Values;

namespace Planner.IntegrationTests.Tools;

public sealed class OpenApiToolTests : IAsyncLifetime
{
    private const string Document = """
        {"openapi":"3.0.3","info":{"title":"Shop","version":"1"},"servers":[{"url":"/v1"}],
         "paths":{
          "/orders/{id}":{"get":{"operationId":"getOrder","summary":"One order.","parameters":[{"$ref":"#/components/parameters/Id"},{"name":"fields","in":"query","schema":{"type":"array","items":{"type":"string"}}}]},
                          "delete":{"operationId":"deleteOrder","parameters":[{"$ref":"#/components/parameters/Id"}]}},
          "/orders":{"get":{"operationId":"listOrders","parameters":[{"name":"limit","in":"query","schema":{"type":"integer"}}]}},
          "/gone":{"get":{"operationId":"gone"}}},
         "components":{"parameters":{"Id":{"name":"id","in":"path","required":true,"schema":{"type":"string"}}}}}
        """;

    private readonly ToolHost _host = new();
    private readonly List<string> _seen = [];
    private WebApplication _app = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapGet("/openapi.json", () => Results.Text(Document, "application/json"));
        _app.MapGet("/v1/orders/{id}", (string id, HttpRequest request) => Say(request, Results.Json(new { id, amount = 840.5 })));
        _app.MapGet("/v1/orders", (HttpRequest request) => Say(request, Results.Json(new[] { new { id = 1, amount = 5 }, new { id = 2, amount = 7 } })));
        _app.MapDelete("/v1/orders/{id}", (HttpRequest request) => Say(request, Results.NoContent()));
        _app.MapGet("/v1/gone", () => Results.Redirect("http://127.0.0.2:9/elsewhere"));
        await _app.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Add_Description_GivesWhatOnlyReads()
    {
        var source = await AddAsync();

        source.Url!.ToString().ShouldBe(_app.Urls.First() + "/v1");
        source.Tools.Select(tool => tool.Task.Id).ShouldBe(["shop.get-order", "shop.list-orders", "shop.gone"]);
        var order = source.Tools[0].Task;
        order.Slot("id").ShouldNotBeNull().Required.ShouldBeTrue();
        order.Slot("fields").ShouldNotBeNull().Many.ShouldBeTrue();
        source.Tools[1].Task.Parameters.ShouldHaveSingleItem().Type.ShouldBe("integer");
    }

    [Fact]
    public async Task Call_Arguments_GoWhereTheDescriptionSays()
    {
        await AddAsync();

        var one = await _host.CallAsync("shop.get-order", new() { ["id"] = "a/../b?x", ["fields"] = "amount" });
        var all = await _host.CallAsync("shop.list-orders", parameters: new() { ["limit"] = 2 });

        one.Value.ShouldBeOfType<StructuredValue>().Json.GetProperty("amount").GetDouble().ShouldBe(840.5);
        all.Value.ShouldBeOfType<StructuredValue>().Shape.ShouldBe(Modality.Table);
        _seen.ShouldBe(["GET /v1/orders/a%2F..%2Fb%3Fx?fields=amount key=", "GET /v1/orders?limit=2 key="]);
    }

    [Fact]
    public async Task Call_Key_GoesToTheSourceAndNotAlongARedirect()
    {
        var key = _host.Path("key");
        await File.WriteAllTextAsync(key, "s3cret", TestContext.Current.CancellationToken);
        await AddAsync(source => source with { Key = $"file:{key}", KeyHeader = "x-api-key" });

        await _host.CallAsync("shop.get-order", new() { ["id"] = "7" });
        var redirected = await _host.CallAsync("shop.gone");

        _seen.ShouldHaveSingleItem().ShouldEndWith("key=s3cret");
        redirected.Error.ShouldNotBeNull().Message.ShouldContain("not followed");
        (await File.ReadAllTextAsync(_host.Path("tools/shop.json"), TestContext.Current.CancellationToken)).ShouldNotContain("s3cret");
    }

    [Fact]
    public async Task Add_AllowWrites_GivesOperationsThatChangeSomething()
    {
        var source = await AddAsync(source => source with { AllowWrites = true });

        source.Tools.ShouldContain(tool => tool.Task.Id == "shop.delete-order");
        (await _host.CallAsync("shop.delete-order", new() { ["id"] = "7" })).Error.ShouldBeNull();
    }

    [Theory]
    [InlineData("[]", "paths")]
    [InlineData("{\"paths\":{}}", "no operation")]
    [InlineData("not json", "JSON")]
    public async Task Add_NoDescription_SaysWhatIsWrong(string text, string expected)
    {
        await File.WriteAllTextAsync(_host.Path("d.json"), text, TestContext.Current.CancellationToken);

        var exception = await Should.ThrowAsync<ToolException>(() => _host.Sources.AddAsync(
            new ToolSource { Name = "shop", Kind = ToolKind.OpenApi, Document = _host.Path("d.json"), Url = new Uri("http://127.0.0.1:1") }, TestContext.Current.CancellationToken));

        exception.Message.ShouldContain(expected);
    }

    [Fact]
    public async Task Call_ServiceGone_SaysSoAndCanBeTriedAgain()
    {
        await AddAsync();
        await _app.StopAsync(TestContext.Current.CancellationToken);

        (await _host.CallAsync("shop.list-orders")).Error.ShouldNotBeNull().Kind.ShouldBe(StepErrorKind.Unavailable);
    }

    private async Task<ToolSource> AddAsync(Func<ToolSource, ToolSource>? change = null)
    {
        var source = new ToolSource { Name = "shop", Kind = ToolKind.OpenApi, Document = _app.Urls.First() + "/openapi.json", Egress = Egress.Machine };
        return (await _host.Sources.AddAsync(change?.Invoke(source) ?? source, TestContext.Current.CancellationToken)).Source;
    }

    private IResult Say(HttpRequest request, IResult result)
    {
        lock (_seen)
        {
            _seen.Add($"{request.Method} {request.HttpContext.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget} key={request.Headers["x-api-key"]}");
        }

        return result;
    }
}
