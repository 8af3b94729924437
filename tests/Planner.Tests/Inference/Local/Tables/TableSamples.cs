using Planner.Inference.Local.Tables;

namespace Planner.Tests.Inference.Local.Tables;

/// <summary>Small tables that the tests ask about.</summary>
internal static class TableSamples
{
    public const string Sales = """
        order_id,order_date,region,customer,product,units,total
        1001,2026-03-02,North,Maria Lopez,Green Tea,10,120.00
        1002,2026-03-05,South,Tom Becker,Coffee,5,95.50
        1003,2026-03-11,North,Tom Becker,Coffee,8,152.80
        1004,2026-04-01,East,Ann Fisher,Black Tea,20,210.00
        1005,2026-04-09,South,Maria Lopez,Green Tea,3,36.00
        1006,2026-05-03,North,Ann Fisher,Cocoa,2,18.40
        1007,2026-05-20,East,Oscar Wilde,Coffee,12,229.20
        1008,2026-06-15,South,Ann Fisher,Black Tea,7,73.50
        """;

    public const string Stores = """
        Store;Region;Average basket;Visitors
        Alpha;North;42,50;1 200
        Beta;North;38,10;900
        Gamma;South;55,00;400
        Delta;South;31,90;1 500
        Omega;West;47,20;800
        """;

    public const string Staff = """
        Имя,Отдел,Должность,Зарплата,Дата приёма,Город
        Анна Петрова,Продажи,менеджер,85000,12.03.2021,Москва
        Иван Сидоров,Продажи,аналитик,92000,01.09.2022,Казань
        Ольга Кузнецова,Разработка,инженер,140000,15.01.2020,Москва
        Пётр Смирнов,Разработка,инженер,125000,20.06.2023,Самара
        Мария Волкова,Бухгалтерия,бухгалтер,78000,05.05.2019,Москва
        """;

    public const string Payments = """
        Date,Name,Purpose,Amount
        2027-02-10,Maria Lopez,rent,"750.00 €"
        2027-02-15,Tom Becker,rent,"480.00 €"
        2027-03-03,Maria Lopez,rent,"250.00 €"
        2027-03-04,Nina Novak,deposit,"1,900.00 €"
        """;

    public const string Shop = """
        Date,Region,Seller,Product,Units,Price
        2026-01-05,East,Carl,lamp,6,25.00
        2026-02-03,North,Ann,lamp,20,20.00
        2026-02-10,North,Boris,lamp,12,20.00
        2026-03-04,South,Boris,chair,15,15.00
        2026-03-09,West,Ann,chair,1,20.00
        2026-03-21,West,Ann,desk,18,18.00
        """;

    public const string Cafe = """
        Дата,Город,Товар,Сумма
        2026-01-12,Москва,кофе,400
        2026-02-03,Москва,кофе,300
        2026-02-08,Казань,кофе,900
        2026-03-01,Москва,чай,600
        """;

    public static DelimitedTable Read(string name) => Parse(name switch
    {
        nameof(Sales) => Sales,
        nameof(Stores) => Stores,
        nameof(Staff) => Staff,
        nameof(Payments) => Payments,
        nameof(Shop) => Shop,
        nameof(Cafe) => Cafe,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such table."),
    });

    public static DelimitedTable Parse(string text) => DelimitedTable.Parse(text).ShouldBeOfType<TableReadResult.Read>().Table;
}
